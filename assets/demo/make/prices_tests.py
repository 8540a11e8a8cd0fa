"""Prices of laboratory tests, imaging and examinations.
A line: name | English name | unit | yuan | insurance | place | preparation. Units, insurance classes and preparations: prices.py."""

LAB = """
血常规 五分类 | Full blood count, 5-part | t | 20 | a | blood-tests | quick
血常规 三分类 | Full blood count, 3-part | t | 15 | a | blood-tests | quick
血常规加 C 反应蛋白 | Full blood count with CRP | t | 45 | a | blood-tests | quick
血常规加血型 | Full blood count with blood group | t | 38 | b | blood-tests | quick
儿童手指血常规 | Full blood count, child, finger prick | t | 22 | a | blood-tests | quick
血常规加项 网织红细胞 | Full blood count extra: reticulocytes | t | 12 | b | blood-tests | quick
C 反应蛋白 | C-reactive protein (CRP) | t | 30 | a | blood-tests | quick
血沉 | Sedimentation rate (ESR) | t | 10 | a | blood-tests | hour
降钙素原 | Procalcitonin | t | 120 | b | blood-tests | hour
尿常规 | Urine test | t | 12 | a | samples | urine
尿沉渣镜检 | Urine under the microscope | t | 15 | a | samples | urine
24 小时尿蛋白 | 24-hour urine protein | t | 20 | a | samples | urine24
尿微量白蛋白 | Urine albumin | t | 35 | a | samples | urine
尿培养 | Urine culture | t | 60 | a | samples | urine3d
尿妊娠试验 | Urine pregnancy test | t | 10 | a | samples | urine
大便常规 | Stool test | t | 8 | a | samples | stool
大便潜血 | Hidden blood in stool | t | 12 | a | samples | stool
大便培养 | Stool culture | t | 60 | a | samples | stool3d
肝功能 11 项 | Liver function, 11 values | t | 86 | a | blood-tests | fasting
肝功能 5 项 | Liver function, 5 values | t | 42 | a | blood-tests | fasting
肾功能 4 项 | Kidney function, 4 values | t | 36 | a | blood-tests | fasting
电解质 6 项 | Blood salts, 6 values | t | 42 | a | blood-tests | hour
血脂 4 项 | Blood fats, 4 values | t | 48 | a | blood-tests | fasting12
血脂 7 项 | Blood fats, 7 values | t | 92 | b | blood-tests | fasting12
空腹血糖 | Blood sugar, fasting | t | 6 | a | blood-tests | fasting
餐后 2 小时血糖 | Blood sugar, 2 hours after a meal | t | 6 | a | blood-tests | aftermeal
糖化血红蛋白 | HbA1c (3-month blood sugar) | t | 60 | a | blood-tests | nofast
糖耐量试验 4 次 | Sugar tolerance test, 4 samples | t | 40 | a | blood-tests | ogtt
胰岛素释放试验 | Insulin release test | t | 160 | b | blood-tests | ogtt
C 肽 | C-peptide | t | 50 | b | blood-tests | fasting
尿酸 | Uric acid | t | 10 | a | blood-tests | fasting
心肌酶谱 5 项 | Heart enzymes, 5 values | t | 65 | a | blood-tests | hour
肌钙蛋白 I | Troponin I | t | 90 | a | blood-tests | hour
脑钠肽前体 | NT-proBNP (heart strain) | t | 180 | b | blood-tests | hour
D-二聚体 | D-dimer | t | 60 | a | blood-tests | hour
凝血功能 4 项 | Clotting, 4 values | t | 70 | a | blood-tests | hour
甲状腺功能 3 项 | Thyroid, 3 values | t | 105 | a | blood-tests | nextday
甲状腺功能 7 项 | Thyroid, 7 values | t | 245 | b | blood-tests | nextday
性激素 6 项 | Sex hormones, 6 values | t | 240 | b | blood-tests | cycle
血清人绒毛膜促性腺激素 | Pregnancy blood test (hCG) | t | 45 | a | blood-tests | nofast
孕酮 | Progesterone | t | 40 | a | blood-tests | nofast
抗缪勒管激素 | AMH (ovary reserve) | t | 240 | c | blood-tests | nofast
皮质醇 | Cortisol | t | 45 | b | blood-tests | eight
维生素 D | Vitamin D | t | 120 | c | blood-tests | nextday
叶酸和维生素 B12 | Folate and vitamin B12 | t | 90 | b | blood-tests | nextday
铁蛋白 | Ferritin | t | 55 | b | blood-tests | nextday
乙肝 5 项 定性 | Hepatitis B, 5 markers | t | 40 | a | blood-tests | nextday
乙肝 5 项 定量 | Hepatitis B, 5 markers, measured | t | 125 | b | blood-tests | nextday
乙肝病毒 DNA | Hepatitis B virus DNA | t | 150 | b | blood-tests | days3
丙肝抗体 | Hepatitis C antibody | t | 40 | a | blood-tests | nextday
艾滋病抗体 | HIV antibody | t | 40 | a | blood-tests | nextday
梅毒两项 | Syphilis, 2 tests | t | 45 | a | blood-tests | nextday
甲胎蛋白 | AFP tumour marker | t | 40 | b | blood-tests | nextday
癌胚抗原 | CEA tumour marker | t | 40 | b | blood-tests | nextday
糖类抗原 125 | CA 125 tumour marker | t | 70 | b | blood-tests | nextday
糖类抗原 199 | CA 19-9 tumour marker | t | 70 | b | blood-tests | nextday
前列腺特异抗原 | PSA (prostate) | t | 80 | b | blood-tests | nextday
肿瘤标志物 男性 6 项 | Tumour markers, men, 6 values | t | 320 | c | blood-tests | nextday
肿瘤标志物 女性 6 项 | Tumour markers, women, 6 values | t | 330 | c | blood-tests | nextday
类风湿因子 | Rheumatoid factor | t | 25 | a | blood-tests | nextday
抗核抗体谱 | Antinuclear antibodies | t | 220 | b | blood-tests | days3
免疫球蛋白 3 项 | Immunoglobulins, 3 values | t | 60 | b | blood-tests | nextday
总 IgE | Total IgE (allergy) | t | 50 | b | blood-tests | nextday
过敏原筛查 20 项 | Allergy screen, 20 items | t | 380 | c | blood-tests | days3
流感病毒抗原 甲乙型 | Flu test, A and B | t | 80 | b | fever-lab | quick
新冠病毒核酸 | COVID-19 PCR | t | 16 | a | fever-lab | hours6
呼吸道病毒 6 项核酸 | Respiratory viruses, 6, PCR | t | 320 | b | fever-lab | hours6
肺炎支原体抗体 | Mycoplasma antibody | t | 48 | a | blood-tests | nextday
结核感染 T 细胞 | TB blood test | t | 380 | b | blood-tests | days3
痰培养 | Sputum culture | t | 60 | a | samples | days3
血培养 | Blood culture | t | 110 | a | blood-tests | days5
血型 ABO 和 Rh | Blood group, ABO and Rh | t | 20 | a | blood-tests | hour
交叉配血 | Cross-match | t | 45 | a | blood-tests | hour
唐氏筛查 | Down's screening, blood | t | 180 | c | blood-tests | days7
无创产前基因检测 | Prenatal DNA test (NIPT) | t | 1200 | c | blood-tests | days10
白带常规 | Vaginal swab | t | 20 | a | womens-exam | hour
HPV 分型 | HPV typing | t | 330 | b | womens-exam | days5
宫颈液基细胞学 | Cervical cell test | t | 190 | b | womens-exam | days5
幽门螺杆菌抗体 | Helicobacter antibody | t | 40 | a | blood-tests | nextday
碳 13 呼气试验 | Breath test for Helicobacter, C-13 | t | 150 | b | breath-test | breath
精液常规 | Semen analysis | t | 60 | b | samples | semen
"""

IMAGING = """
胸部正位 X 光 | Chest X-ray, 1 view | s | 60 | a | xray-1 | metal
胸部正侧位 X 光 | Chest X-ray, 2 views | s | 98 | a | xray-1 | metal
腹部立位 X 光 | Abdomen X-ray, standing | s | 60 | a | xray-1 | metal
颈椎 X 光 两个方向 | Neck X-ray, 2 views | s | 98 | a | xray-2 | metal
腰椎 X 光 两个方向 | Lower back X-ray, 2 views | s | 98 | a | xray-2 | metal
膝关节 X 光 两个方向 | Knee X-ray, 2 views | s | 90 | a | xray-2 | metal
手部 X 光 | Hand X-ray | s | 70 | a | xray-2 | metal
足部 X 光 | Foot X-ray | s | 70 | a | xray-2 | metal
骨盆 X 光 | Pelvis X-ray | s | 65 | a | xray-2 | metal
儿童骨龄 X 光 | Bone age X-ray, child | s | 80 | b | xray-1 | metal
全景牙片 | Panoramic dental X-ray | t | 80 | b | dental-xray | metal
根尖牙片 | Single tooth X-ray | s | 15 | a | dental-xray | none
牙科 CT | Dental CT | t | 280 | c | dental-xray | metal
钼靶 双侧 | Breast X-ray, both sides | t | 240 | b | mammography | mammo
骨密度 双能 X 线 | Bone density (DXA) | t | 160 | b | bone-density | metal
头颅 CT 平扫 | CT head, plain | s | 220 | a | ct-1 | metal
胸部 CT 平扫 | CT chest, plain | s | 240 | a | ct-1 | metal
胸部低剂量 CT | CT chest, low dose | s | 260 | b | ct-1 | metal
腹部 CT 平扫 | CT abdomen, plain | s | 240 | a | ct-2 | fasting4
腹部 CT 增强 | CT abdomen with contrast | s | 420 | b | ct-2 | contrast
腰椎 CT | CT lower back | s | 240 | a | ct-2 | metal
冠状动脉 CT 造影 | CT of the heart arteries | t | 880 | b | ct-2 | contrast
肺动脉 CT 造影 | CT of the lung arteries | t | 780 | b | ct-2 | contrast
头颅核磁共振平扫 | MRI head, plain | s | 480 | b | mri-1 | mri
头颅核磁共振血管成像 | MRI of the head arteries | s | 520 | b | mri-1 | mri
颈椎核磁共振 | MRI neck | s | 480 | b | mri-1 | mri
腰椎核磁共振 | MRI lower back | s | 480 | b | mri-2 | mri
膝关节核磁共振 | MRI knee | s | 480 | b | mri-2 | mri
上腹部核磁共振 | MRI upper abdomen | s | 520 | b | mri-2 | mrifast
盆腔核磁共振 | MRI pelvis | s | 520 | b | mri-2 | mri
核磁共振增强 加收 | MRI contrast, extra | t | 260 | b | mri-1 | mri
腹部彩超 | Ultrasound abdomen | t | 120 | a | ultrasound-1 | fasting
泌尿系彩超 | Ultrasound kidneys and bladder | t | 110 | a | ultrasound-2 | bladder
甲状腺彩超 | Ultrasound thyroid | t | 110 | a | ultrasound-3 | none
乳腺彩超 双侧 | Ultrasound breasts | t | 120 | a | ultrasound-3 | none
颈动脉彩超 | Ultrasound neck arteries | t | 150 | b | ultrasound-4 | none
下肢血管彩超 单侧 | Ultrasound leg vessels, one side | t | 150 | b | ultrasound-4 | none
心脏彩超 | Ultrasound heart | t | 210 | a | heart-ultrasound | none
妇科彩超 经腹 | Ultrasound womb, through the abdomen | t | 110 | a | ultrasound-2 | bladder
妇科彩超 经阴道 | Ultrasound womb, internal | t | 130 | a | ultrasound-2 | emptybladder
产科彩超 | Ultrasound pregnancy | t | 140 | b | pregnancy-ultrasound | none
四维彩超 | 4-D ultrasound, pregnancy | t | 380 | c | pregnancy-ultrasound | none
胎儿颈项透明层彩超 | Ultrasound, neck of the unborn (NT) | t | 220 | b | pregnancy-ultrasound | none
浅表肿物彩超 | Ultrasound of a lump | s | 90 | a | ultrasound-3 | none
甲状腺核素显像 | Thyroid scan | t | 260 | b | nuclear | nuclear
全身骨显像 | Whole-body bone scan | t | 620 | b | nuclear | nuclear
"""

EXAM = """
血常规涂片人工复核 | Full blood count, film read by hand | t | 18 | a | blood-tests | hour
心电图 12 导联 | ECG, 12 leads | t | 26 | a | ecg | ecg
床边心电图 | ECG at the bedside | t | 36 | a | ecg | none
动态心电图 24 小时 | 24-hour ECG | t | 220 | a | holter | holter
动态血压 24 小时 | 24-hour blood pressure | t | 160 | b | holter | holter
运动平板试验 | Exercise ECG | t | 260 | b | stress-test | exercise
量血压 | Blood pressure check | t | 2 | a | blood-pressure | rest
四肢血压和动脉硬化 | Arm and leg blood pressure | t | 120 | b | blood-pressure | rest
肺功能 | Lung function test | t | 150 | a | lung-function | lung
支气管舒张试验 | Lung test after inhaler | t | 180 | b | lung-function | lung
呼出气一氧化氮 | Exhaled nitric oxide | t | 170 | c | lung-function | lung
支气管镜检查 | Airway endoscopy | t | 620 | b | bronchoscopy | scope
胃镜 | Stomach endoscopy | t | 280 | a | gastroscopy | scope
无痛胃镜 | Stomach endoscopy, asleep | t | 680 | b | gastroscopy | asleep
肠镜 | Bowel endoscopy | t | 380 | a | colonoscopy | bowel
无痛肠镜 | Bowel endoscopy, asleep | t | 820 | b | colonoscopy | bowel
胶囊内镜 | Capsule endoscopy | t | 3200 | c | endoscopy | bowel
病理活检 每块 | Tissue test, each piece | t | 120 | a | pathology | days5
脑电图 | EEG | t | 120 | a | room-c3-04 | eeg
肌电图 | Nerve and muscle test | t | 260 | b | room-c3-04 | none
睡眠监测 整夜 | Sleep study, one night | t | 680 | b | room-e3-01 | none
视力检查 | Eyesight check | t | 8 | a | sight-test | none
电脑验光 | Computer sight test | t | 15 | a | sight-test | none
散瞳验光 | Sight test with eye drops | t | 45 | b | eye-drops | drops
眼压测量 | Eye pressure | t | 20 | a | eye-exam | none
眼底照相 | Retina photo | t | 80 | b | eye-exam | drops
眼底 OCT | Retina scan (OCT) | t | 220 | b | eye-exam | drops
视野检查 | Field of vision | t | 90 | b | eye-exam | none
纯音测听 | Hearing test | t | 60 | a | hearing-test | none
声阻抗 | Eardrum test | t | 50 | a | hearing-test | none
电子喉镜 | Throat endoscopy | t | 180 | a | throat-exam | fasting4
鼻内镜 | Nose endoscopy | t | 150 | a | throat-exam | none
胎心监护 | Fetal heart monitoring | t | 45 | a | fetal-monitor | none
阴道镜 | Colposcopy | t | 160 | b | womens-exam | cycle2
膀胱镜 | Bladder endoscopy | t | 380 | b | cystoscopy | none
尿流率 | Urine flow test | t | 60 | b | cystoscopy | bladder
皮肤镜 | Skin microscope | t | 60 | b | light-therapy | none
过敏原点刺 | Allergy skin prick test | t | 160 | b | light-therapy | antihist
抑郁自评量表 | Low mood questionnaire | t | 35 | b | mood-tests | none
记忆力测评 | Memory test | t | 80 | b | mood-tests | none
智力测评 | Ability test | t | 180 | c | mood-tests | none
"""
