"""Prices of common medicines, by their generic names. A line: name strength | English | unit | yuan | insurance."""

DRUGS = """
阿莫西林胶囊 0.25 g×24 | Amoxicillin capsules 250 mg ×24 | b | 9.80 | a
阿莫西林克拉维酸钾片 0.457 g×12 | Amoxicillin-clavulanate tablets 457 mg ×12 | b | 28.50 | a
头孢呋辛酯片 0.25 g×12 | Cefuroxime tablets 250 mg ×12 | b | 19.60 | a
头孢克肟分散片 0.1 g×10 | Cefixime tablets 100 mg ×10 | b | 22.40 | b
头孢地尼胶囊 0.1 g×10 | Cefdinir capsules 100 mg ×10 | b | 32.00 | b
阿奇霉素片 0.25 g×6 | Azithromycin tablets 250 mg ×6 | b | 14.20 | a
左氧氟沙星片 0.5 g×4 | Levofloxacin tablets 500 mg ×4 | b | 16.80 | a
莫西沙星片 0.4 g×3 | Moxifloxacin tablets 400 mg ×3 | b | 42.00 | b
甲硝唑片 0.2 g×100 | Metronidazole tablets 200 mg ×100 | p | 7.50 | a
克拉霉素片 0.25 g×12 | Clarithromycin tablets 250 mg ×12 | b | 18.90 | b
奥司他韦胶囊 75 mg×10 | Oseltamivir capsules 75 mg ×10 | b | 49.80 | b
阿昔洛韦片 0.2 g×24 | Aciclovir tablets 200 mg ×24 | b | 9.20 | a
恩替卡韦片 0.5 mg×28 | Entecavir tablets 0.5 mg ×28 | b | 5.60 | a
氟康唑胶囊 50 mg×6 | Fluconazole capsules 50 mg ×6 | b | 8.40 | a
对乙酰氨基酚片 0.5 g×12 | Paracetamol tablets 500 mg ×12 | b | 3.60 | a
布洛芬缓释胶囊 0.3 g×20 | Ibuprofen capsules, slow release 300 mg ×20 | b | 12.50 | a
布洛芬混悬液 100 ml | Ibuprofen liquid for children 100 ml | p | 16.80 | a
双氯芬酸钠缓释片 75 mg×10 | Diclofenac tablets, slow release 75 mg ×10 | b | 11.40 | a
塞来昔布胶囊 0.2 g×18 | Celecoxib capsules 200 mg ×18 | b | 24.60 | b
洛索洛芬钠片 60 mg×20 | Loxoprofen tablets 60 mg ×20 | b | 21.00 | b
阿司匹林肠溶片 100 mg×30 | Aspirin tablets 100 mg ×30 | b | 12.80 | a
氯吡格雷片 75 mg×7 | Clopidogrel tablets 75 mg ×7 | b | 17.50 | a
替格瑞洛片 90 mg×14 | Ticagrelor tablets 90 mg ×14 | b | 28.00 | b
利伐沙班片 20 mg×7 | Rivaroxaban tablets 20 mg ×7 | b | 22.30 | b
华法林钠片 2.5 mg×60 | Warfarin tablets 2.5 mg ×60 | p | 21.60 | a
阿托伐他汀钙片 20 mg×7 | Atorvastatin tablets 20 mg ×7 | b | 6.90 | a
瑞舒伐他汀钙片 10 mg×28 | Rosuvastatin tablets 10 mg ×28 | b | 12.20 | a
依折麦布片 10 mg×10 | Ezetimibe tablets 10 mg ×10 | b | 19.80 | b
氨氯地平片 5 mg×28 | Amlodipine tablets 5 mg ×28 | b | 4.80 | a
硝苯地平控释片 30 mg×7 | Nifedipine tablets, slow release 30 mg ×7 | b | 13.90 | a
缬沙坦胶囊 80 mg×28 | Valsartan capsules 80 mg ×28 | b | 14.00 | a
厄贝沙坦氢氯噻嗪片 150/12.5 mg×28 | Irbesartan-hydrochlorothiazide tablets 150/12.5 mg ×28 | b | 22.10 | b
氯沙坦钾片 50 mg×14 | Losartan tablets 50 mg ×14 | b | 15.80 | a
培哚普利片 4 mg×30 | Perindopril tablets 4 mg ×30 | b | 33.00 | b
美托洛尔缓释片 47.5 mg×28 | Metoprolol tablets, slow release 47.5 mg ×28 | b | 26.40 | a
比索洛尔片 5 mg×18 | Bisoprolol tablets 5 mg ×18 | b | 9.60 | a
氢氯噻嗪片 25 mg×100 | Hydrochlorothiazide tablets 25 mg ×100 | p | 8.90 | a
呋塞米片 20 mg×100 | Furosemide tablets 20 mg ×100 | p | 7.80 | a
螺内酯片 20 mg×100 | Spironolactone tablets 20 mg ×100 | p | 12.60 | a
沙库巴曲缬沙坦片 100 mg×14 | Sacubitril-valsartan tablets 100 mg ×14 | b | 62.00 | b
单硝酸异山梨酯缓释片 40 mg×24 | Isosorbide tablets, slow release 40 mg ×24 | b | 15.60 | a
硝酸甘油片 0.5 mg×100 | Nitroglycerin tablets 0.5 mg ×100 | p | 22.00 | a
胺碘酮片 0.2 g×10 | Amiodarone tablets 200 mg ×10 | b | 16.50 | a
地高辛片 0.25 mg×30 | Digoxin tablets 0.25 mg ×30 | p | 13.20 | a
二甲双胍片 0.5 g×20 | Metformin tablets 500 mg ×20 | b | 3.20 | a
格列美脲片 2 mg×60 | Glimepiride tablets 2 mg ×60 | b | 9.70 | a
阿卡波糖片 50 mg×30 | Acarbose tablets 50 mg ×30 | b | 5.40 | a
西格列汀片 100 mg×7 | Sitagliptin tablets 100 mg ×7 | b | 23.80 | b
达格列净片 10 mg×14 | Dapagliflozin tablets 10 mg ×14 | b | 30.50 | b
恩格列净片 10 mg×10 | Empagliflozin tablets 10 mg ×10 | b | 21.50 | b
甘精胰岛素注射液 3 ml:300 单位 | Insulin glargine 3 ml, 300 units | v | 48.70 | a
门冬胰岛素注射液 3 ml:300 单位 | Insulin aspart 3 ml, 300 units | v | 23.60 | a
司美格鲁肽注射液 1.5 ml | Semaglutide injection 1.5 ml | v | 478.00 | b
左甲状腺素钠片 50 μg×100 | Levothyroxine tablets 50 µg ×100 | b | 28.80 | a
甲巯咪唑片 10 mg×50 | Thiamazole tablets 10 mg ×50 | b | 19.40 | a
别嘌醇片 0.1 g×100 | Allopurinol tablets 100 mg ×100 | p | 14.70 | a
非布司他片 40 mg×14 | Febuxostat tablets 40 mg ×14 | b | 13.60 | b
秋水仙碱片 0.5 mg×20 | Colchicine tablets 0.5 mg ×20 | b | 10.20 | a
阿仑膦酸钠片 70 mg×1 | Alendronate tablets 70 mg ×1 | b | 12.90 | b
碳酸钙 D3 片 600 mg×30 | Calcium with vitamin D3 tablets 600 mg ×30 | p | 29.60 | b
奥美拉唑肠溶胶囊 20 mg×14 | Omeprazole capsules 20 mg ×14 | b | 8.60 | a
雷贝拉唑肠溶片 10 mg×14 | Rabeprazole tablets 10 mg ×14 | b | 17.40 | b
法莫替丁片 20 mg×24 | Famotidine tablets 20 mg ×24 | b | 5.90 | a
铝碳酸镁片 0.5 g×20 | Hydrotalcite tablets 500 mg ×20 | b | 18.20 | b
多潘立酮片 10 mg×30 | Domperidone tablets 10 mg ×30 | b | 13.40 | a
莫沙必利片 5 mg×24 | Mosapride tablets 5 mg ×24 | b | 15.70 | b
枸橼酸铋钾胶囊 0.3 g×40 | Bismuth capsules 300 mg ×40 | b | 21.30 | a
蒙脱石散 3 g×10 | Smectite powder 3 g ×10 | b | 9.90 | a
双歧杆菌三联活菌胶囊 210 mg×24 | Live bifid capsules 210 mg ×24 | b | 26.70 | b
乳果糖口服溶液 100 ml | Lactulose liquid 100 ml | p | 25.40 | b
开塞露 20 ml | Glycerol enema 20 ml | v | 1.50 | a
聚乙二醇电解质散 4 袋 | Bowel cleansing powder, 4 sachets | b | 34.00 | b
复方消化酶胶囊 20 粒 | Digestive enzyme capsules ×20 | b | 27.30 | b
氨溴索片 30 mg×20 | Ambroxol tablets 30 mg ×20 | b | 7.20 | a
乙酰半胱氨酸颗粒 0.2 g×10 | Acetylcysteine sachets 200 mg ×10 | b | 18.80 | b
右美沙芬片 15 mg×24 | Dextromethorphan tablets 15 mg ×24 | b | 9.40 | a
沙丁胺醇吸入气雾剂 200 揿 | Salbutamol inhaler, 200 puffs | v | 19.50 | a
布地奈德福莫特罗吸入粉雾剂 60 吸 | Budesonide-formoterol inhaler, 60 doses | v | 186.00 | b
布地奈德混悬液 2 ml×5 | Budesonide for nebuliser 2 ml ×5 | b | 36.50 | b
噻托溴铵吸入粉雾剂 30 粒 | Tiotropium inhaler, 30 doses | b | 128.00 | b
孟鲁司特钠咀嚼片 5 mg×6 | Montelukast chewable tablets 5 mg ×6 | b | 21.80 | b
茶碱缓释片 0.1 g×24 | Theophylline tablets, slow release 100 mg ×24 | b | 6.80 | a
氯雷他定片 10 mg×6 | Loratadine tablets 10 mg ×6 | b | 8.30 | a
西替利嗪滴剂 20 ml | Cetirizine drops 20 ml | p | 32.50 | b
糠酸莫米松鼻喷雾剂 60 揿 | Mometasone nose spray, 60 puffs | v | 46.00 | b
泼尼松片 5 mg×100 | Prednisone tablets 5 mg ×100 | p | 11.20 | a
甲泼尼龙片 4 mg×30 | Methylprednisolone tablets 4 mg ×30 | b | 31.80 | b
羟氯喹片 0.1 g×14 | Hydroxychloroquine tablets 100 mg ×14 | b | 24.90 | b
甲氨蝶呤片 2.5 mg×16 | Methotrexate tablets 2.5 mg ×16 | b | 15.30 | a
加巴喷丁胶囊 0.3 g×24 | Gabapentin capsules 300 mg ×24 | b | 26.00 | b
普瑞巴林胶囊 75 mg×8 | Pregabalin capsules 75 mg ×8 | b | 18.40 | b
卡马西平片 0.1 g×100 | Carbamazepine tablets 100 mg ×100 | p | 22.70 | a
左乙拉西坦片 0.5 g×30 | Levetiracetam tablets 500 mg ×30 | b | 48.60 | b
多巴丝肼片 0.25 g×40 | Levodopa-benserazide tablets 250 mg ×40 | p | 62.50 | a
倍他司汀片 6 mg×30 | Betahistine tablets 6 mg ×30 | b | 14.50 | b
氟桂利嗪胶囊 5 mg×20 | Flunarizine capsules 5 mg ×20 | b | 8.70 | a
甲钴胺片 0.5 mg×20 | Mecobalamin tablets 0.5 mg ×20 | b | 11.60 | b
舍曲林片 50 mg×14 | Sertraline tablets 50 mg ×14 | b | 12.70 | a
艾司西酞普兰片 10 mg×7 | Escitalopram tablets 10 mg ×7 | b | 15.20 | b
右佐匹克隆片 3 mg×7 | Eszopiclone tablets 3 mg ×7 | b | 29.40 | b
坦索罗辛缓释胶囊 0.2 mg×10 | Tamsulosin capsules 0.2 mg ×10 | b | 17.90 | b
非那雄胺片 5 mg×10 | Finasteride tablets 5 mg ×10 | b | 12.30 | b
黄体酮胶囊 50 mg×20 | Progesterone capsules 50 mg ×20 | b | 24.30 | a
叶酸片 0.4 mg×31 | Folic acid tablets 0.4 mg ×31 | b | 18.60 | a
多糖铁复合物胶囊 0.15 g×10 | Iron capsules 150 mg ×10 | b | 22.90 | b
玻璃酸钠滴眼液 5 ml | Hyaluronate eye drops 5 ml | v | 28.90 | b
左氧氟沙星滴眼液 5 ml | Levofloxacin eye drops 5 ml | v | 9.10 | a
拉坦前列素滴眼液 2.5 ml | Latanoprost eye drops 2.5 ml | v | 58.00 | b
莫匹罗星软膏 5 g | Mupirocin ointment 5 g | v | 12.10 | b
糠酸莫米松乳膏 10 g | Mometasone cream 10 g | v | 16.30 | b
酮康唑乳膏 10 g | Ketoconazole cream 10 g | v | 5.20 | a
炉甘石洗剂 100 ml | Calamine lotion 100 ml | p | 4.40 | a
阿达帕林凝胶 15 g | Adapalene gel 15 g | v | 29.80 | b
氯化钠注射液 0.9% 250 ml | Saline drip 0.9% 250 ml | p | 2.60 | a
葡萄糖注射液 5% 250 ml | Glucose drip 5% 250 ml | p | 2.80 | a
口服补液盐散 III 6 袋 | Rehydration salts, 6 sachets | b | 16.60 | a
维生素 C 片 0.1 g×100 | Vitamin C tablets 100 mg ×100 | p | 3.40 | a
连花清瘟胶囊 0.35 g×24 | Lianhua Qingwen capsules 350 mg ×24 | b | 14.80 | b
复方丹参滴丸 27 mg×180 | Danshen drop pills 27 mg ×180 | p | 26.90 | a
六味地黄丸 200 丸 | Liuwei Dihuang pills ×200 | p | 15.40 | a
"""
