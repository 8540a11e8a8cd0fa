"""Prices of treatment, consultations, beds and packages. A line as in prices_tests.py."""

TREATMENT = """
静脉抽血 | Drawing blood | t | 5 | a | blood-tests | none
肌肉注射 | Injection into muscle | t | 4 | a | injections | none
皮下注射 | Injection under the skin | t | 4 | a | injections | none
静脉注射 | Injection into a vein | t | 8 | a | injections | none
静脉输液 | Drip | t | 15 | a | drip-room | none
小儿头皮静脉输液 | Drip, small child | t | 25 | a | child-drip | none
皮试 | Skin test before a drug | t | 6 | a | injections | skin20
换药 小 | Dressing change, small | t | 15 | a | dressing-1 | none
换药 中 | Dressing change, medium | t | 25 | a | dressing-1 | none
换药 大 | Dressing change, large | t | 40 | a | dressing-1 | none
拆线 | Removing stitches | t | 20 | a | dressing-1 | none
清创缝合 小 | Cleaning and stitching, small | t | 120 | a | wound-care | none
清创缝合 中 | Cleaning and stitching, medium | t | 220 | a | wound-care | none
雾化吸入 | Nebuliser | t | 15 | a | nebuliser | none
儿童雾化吸入 | Nebuliser, child | t | 18 | a | child-nebuliser | none
吸氧 | Oxygen | h | 4 | a | observation | none
导尿 | Bladder catheter | t | 25 | a | cystoscopy | none
洗胃 | Stomach wash-out | t | 120 | a | resuscitation | none
石膏固定 上肢 | Cast, arm | t | 180 | a | cast-room | none
石膏固定 下肢 | Cast, leg | t | 240 | a | cast-room | none
石膏拆除 | Cast removal | t | 40 | a | cast-room | none
手法复位 | Setting a bone by hand | t | 260 | a | cast-room | none
关节腔注射 | Joint injection | t | 90 | b | cast-room | none
牵引 | Traction | t | 30 | a | rehab-advice | none
超短波治疗 | Short-wave treatment | t | 20 | b | rehab-advice | none
针灸 | Acupuncture | t | 45 | a | acupuncture | none
电针 | Electro-acupuncture | t | 55 | a | acupuncture | none
艾灸 | Moxibustion | t | 35 | a | acupuncture | none
拔火罐 | Cupping | t | 25 | a | acupuncture | none
推拿 颈椎 | Massage, neck | t | 60 | b | massage | none
推拿 腰椎 | Massage, lower back | t | 60 | b | massage | none
中药熏蒸 | Herbal steam | t | 50 | b | massage | none
中药代煎 | Herbs boiled for you | j | 3 | c | tcm-pharmacy | none
补牙 树脂 | Filling, resin | y | 180 | b | room-f3-03 | none
补牙 玻璃离子 | Filling, glass ionomer | y | 90 | a | room-f3-03 | none
根管治疗 前牙 | Root canal, front tooth | y | 420 | b | room-f3-03 | none
根管治疗 后牙 | Root canal, back tooth | y | 780 | b | room-f3-03 | none
拔牙 简单 | Extraction, simple | y | 80 | a | room-f3-04 | noanticoag
拔智齿 | Wisdom tooth extraction | y | 420 | b | room-f3-03 | noanticoag
超声洗牙 全口 | Tooth cleaning, all teeth | t | 180 | c | tooth-cleaning | none
儿童窝沟封闭 | Fissure sealing, child | y | 60 | c | room-f3-02 | none
种植牙 单颗 | Implant, one tooth | y | 4500 | c | room-f3-01 | none
耵聍取出 | Removing ear wax | t | 25 | a | room-e3-02 | none
鼻腔冲洗 | Nose rinse | t | 30 | b | room-e3-02 | none
睑板腺按摩 | Eyelid treatment for dry eyes | t | 80 | c | eye-exam | none
眼底激光 | Retina laser | t | 680 | b | eye-laser | drops
冷冻治疗 | Freezing treatment | s | 40 | a | light-therapy | none
窄谱光疗 | UVB light therapy | s | 60 | b | light-therapy | none
红蓝光治疗 | Red and blue light | t | 120 | c | light-therapy | none
心理治疗 50 分钟 | Talking therapy, 50 minutes | t | 200 | b | talk-therapy | none
家庭治疗 80 分钟 | Family therapy, 80 minutes | t | 360 | c | talk-therapy | none
呼吸训练 | Breathing exercises | t | 45 | b | breath-training | none
糖尿病教育 一人 | Diabetes lesson, one person | t | 30 | b | diabetes-class | none
孕妇课程 全套 | Class for parents-to-be, all lessons | t | 200 | c | parents-class | none
"""

CONSULTATION = """
普通门诊诊查费 | Consultation, general clinic | t | 15 | a | - | none
主治医师门诊诊查费 | Consultation, attending physician | t | 20 | a | - | none
副主任医师门诊诊查费 | Consultation, associate chief physician | t | 30 | a | - | none
主任医师门诊诊查费 | Consultation, chief physician | t | 50 | a | - | none
名医门诊诊查费 | Consultation, named master | t | 60 | b | - | none
急诊诊查费 | Consultation, emergency | t | 25 | a | emergency-1 | none
多学科门诊诊查费 | Consultation, joint clinic | t | 100 | b | joint-clinic | none
复诊开药 | Repeat prescription | t | 10 | a | - | none
"""

BED = """
普通病房 三人间 | Ward bed, 3 to a room | d | 45 | a | - | none
普通病房 双人间 | Ward bed, 2 to a room | d | 65 | a | - | none
单人病房 | Single room | d | 180 | c | - | none
重症监护床 | Intensive care bed | d | 260 | a | - | none
新生儿监护床 | Newborn care bed | d | 120 | a | - | none
急诊留观床 | Emergency observation bed | d | 40 | a | observation | none
陪护床 | Bed for a companion | d | 20 | c | - | none
"""

PACKAGE = """
血常规加尿常规套餐 | Package: full blood count and urine test | t | 30 | a | blood-tests | quick
术前血常规凝血套餐 | Package: blood count and clotting before surgery | t | 168 | a | blood-tests | hour
入职体检套餐 | Health check for a new job | t | 180 | c | checkup-desk | fasting
老年人体检套餐 | Health check for seniors | t | 480 | c | checkup-desk | fasting
女性体检套餐 | Health check for women | t | 680 | c | checkup-desk | fasting
男性体检套餐 | Health check for men | t | 620 | c | checkup-desk | fasting
备孕检查套餐 女方 | Planning a baby, woman | t | 720 | c | womens-exam | fasting
产前检查套餐 首次 | First antenatal check | t | 860 | b | antenatal-file | fasting
儿童入园体检 | Health check for nursery school | t | 90 | c | checkup-room | fasting
糖尿病年度检查套餐 | Yearly diabetes check | t | 420 | b | checkup-desk | fasting
胸痛排查套餐 | Chest pain check | t | 560 | b | ecg | rest
肺结节随访套餐 | Lung nodule follow-up | t | 380 | b | radiology | metal
"""
