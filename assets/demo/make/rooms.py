"""Which room is what: one table per floor, in the words of the signs.

An entry is None (a consulting room of the area's department, numbered in order) or
(id, Chinese name, English name[, other words for the search[, flags]]).
Flags: s = staff only, r = restricted, n = nonpublic space, l = laboratory, w = waiting room, m = mothers' room,
1..5 = how good a landmark it is (1 = best).
"""

# Wings: eight rooms, 1..6 along the inner corridor counted from the hall, 7 the nurse desk, 8 beside the waiting area.
# Rows: rooms along the main corridor, counted from the hall.
NURSE = ("nurse", "护士站", "Nurse desk", "", "")
OUTPATIENT = {
    2: {
        "a": [None, None, None, None, ("cast-room", "石膏室", "Cast room"), ("rehab-advice", "康复指导室", "Rehab advice"),
              NURSE, ("dressing-2", "换药室", "Dressing room", "换药 dressings")],
        "b": [None, None, None, None, ("child-nebuliser", "儿童雾化室", "Children's nebuliser room"),
              ("child-drip", "儿童输液室", "Children's drip room"), NURSE, ("child-play", "儿童游戏角", "Play corner", "游乐 toys")],
        "c": [None, None, None, None],
        "d": [None, None, None, ("cystoscopy", "膀胱镜室", "Bladder examination")],
        "hall": [("blood-tests", "抽血处", "Blood tests", "验血 抽血 化验 blood draw lab", "l1")],
        "north": [("laboratory", "化验室", "Laboratory", "检验科 lab", "sln"), ("samples", "标本接收处", "Urine and stool samples", "尿检 便检 标本 samples", "l3"),
                  ("nursing-room-2", "母婴室", "Nursing room", "喂奶 换尿布 baby changing", "m")],
    },
    3: {
        "a": [None, None, None, None, ("nebuliser", "雾化室", "Nebuliser room"), ("bronchoscopy", "支气管镜室", "Airway examination"),
              NURSE, ("breath-training", "呼吸训练室", "Breathing exercises")],
        "b": [None, None, None, None, ("blood-pressure", "血压室", "Blood pressure room"), ("stress-test", "运动心电室", "Exercise ECG"),
              NURSE, ("heart-ultrasound", "心脏超声室", "Heart ultrasound", "心超 echo")],
        "c": [None, None, None, None],
        "d": [None, None, None, ("diabetes-class", "糖尿病教育室", "Diabetes class")],
        "hall": [("holiday-clinic-room", "节假日门诊", "Weekend and holiday clinic", "周末 周六 周日 weekend", "4"),
                 ("ecg", "心电图室", "ECG room", "心电图 heart test", "2")],
        "north": [("lung-function", "肺功能室", "Lung function tests", "吹气 spirometry", "3"), ("holter", "动态心电室", "24-hour ECG", "背盒子 holter", "4"),
                  ("health-talks", "健康教育室", "Health talks")],
    },
    4: {
        "a": [None, None, None, None, ("fetal-monitor", "胎心监护室", "Fetal heart monitoring"), ("womens-exam", "妇科检查室", "Women's examination"),
              NURSE, ("antenatal-file", "产检建档处", "Antenatal registration", "建卡 建档")],
        "b": [None, None, None, None, ("sight-test", "验光室", "Sight tests", "配镜 glasses"), ("eye-laser", "眼部激光室", "Eye laser"),
              NURSE, ("eye-drops", "散瞳室", "Eye drops room")],
        "c": [None, None, None, ("light-therapy", "光疗室", "Light therapy")],
        "d": [None, None, None, ("talk-therapy", "心理治疗室", "Talking therapy")],
        "hall": [("joint-clinic", "多学科门诊", "Joint clinics", "MDT 会诊 多学科", "3"), ("parents-class", "孕妇学校", "Class for parents-to-be", "孕妇课", "4")],
        "north": [("pregnancy-ultrasound", "产科超声室", "Pregnancy ultrasound", "B超 四维", "3"), ("eye-exam", "眼科检查室", "Eye examinations", "眼压 眼底", "4"),
                  ("mood-tests", "心理测评室", "Mood and memory tests")],
    },
}
FIRST_FLOOR = {  # the ground floor of the outpatient building has its own plan
    "a": [None, None, None, ("fever-lab", "发热化验室", "Fever clinic lab"), ("fever-pharmacy", "发热取药收费", "Fever clinic medicine and payment")],
    "b": [("emergency-1", "急诊 1 诊室", "Emergency room 1"), ("emergency-2", "急诊 2 诊室", "Emergency room 2"), ("wound-care", "清创室", "Wound care"),
          ("resuscitation", "抢救室", "Resuscitation", "", "r"), ("observation", "急诊留观室", "Emergency observation"),
          ("emergency-pharmacy", "急诊取药收费", "Emergency medicine and payment")],
    "c": [("service-centre", "便民服务中心", "Service centre", "轮椅 雨伞 充电 失物 wheelchair umbrella charging lost", "2"),
          ("outpatient-office", "门诊办公室", "Outpatient office", "投诉 建议 complaints", "4"), ("insurance-office", "医保办公室", "Insurance office", "医保 报销 insurance")],
    "d": [("injections", "注射室", "Injections", "打针", "3"), ("drip-room", "输液室", "Drip room", "打点滴 挂水 infusion", "4"), ("dressing-1", "换药室", "Dressing room", "换药 拆线")],
    "hall": [("cashier", "收费处", "Cashier", "缴费 交钱 挂号 pay payment registration", "2"), ("pharmacy", "药房", "Pharmacy", "取药 拿药 medicine drugs", "1"),
             ("triage", "急诊分诊台", "Emergency desk", "急诊 emergency", "3"), ("test-results", "化验报告处", "Test results", "取报告 打印报告 reports", "3")],
    "north": [("records-copy", "病历复印处", "Medical record copies", "病案 复印 records"), ("senior-stop", "爱老驿站", "Seniors' help point", "老人 志愿者 volunteers elderly", "3"),
              ("admission", "入院登记处", "Hospital admission", "住院", "3"), ("shop", "小超市", "Shop", "买东西 food", "3"), ("nursing-room-1", "母婴室", "Nursing room", "喂奶 换尿布 baby changing", "m")],
}
# The medical technology building: e has four rooms, f six, g five along the main corridor.
MEDICAL = {
    1: {
        "e": [("xray-1", "X 光 1 室", "X-ray room 1", "拍片 DR xray", "3"), ("xray-2", "X 光 2 室", "X-ray room 2", "拍片 DR xray"),
              ("ct-1", "CT 1 室", "CT room 1", "CT", "4"), ("ct-2", "CT 2 室", "CT room 2", "CT")],
        "f": [("mri-1", "核磁共振 1 室", "MRI room 1", "核磁 磁共振 MR"), ("mri-2", "核磁共振 2 室", "MRI room 2", "核磁 磁共振 MR"), ("mammography", "乳腺摄影室", "Breast X-ray", "钼靶"),
              ("bone-density", "骨密度室", "Bone density"), ("intervention", "介入室", "Intervention suite", "", "r"), ("reading-room", "阅片室", "Reading room", "", "sn")],
        "g": [("radiology", "放射科登记处", "Radiology desk", "放射科 拍片 CT 核磁 预约 xray radiology", "1"), ("films", "取片处", "Films and reports", "取片 胶片"),
              ("nuclear", "核医学科", "Nuclear medicine", "", "4"), ("checkup-desk", "体检中心", "Health check-ups", "体检 checkup", "3"), ("checkup-room", "体检室", "Check-up room")],
        "hall": [],
        "north": [("changing", "更衣室", "Changing room"), ("radiology-waiting", "放射科候诊区", "Radiology waiting area", "候诊", "w"), ("plant-1", "设备间", "Plant room", "", "sn")],
    },
    2: {
        "e": [("ultrasound-1", "超声 1 室", "Ultrasound room 1", "B超 彩超"), ("ultrasound-2", "超声 2 室", "Ultrasound room 2", "B超 彩超"),
              ("ultrasound-3", "超声 3 室", "Ultrasound room 3", "B超 彩超"), ("ultrasound-4", "超声 4 室", "Ultrasound room 4", "B超 彩超")],
        "f": [None, None, None, None, ("breath-test", "呼气试验室", "Breath test", "幽门螺杆菌 C13 吹气"), ("bowel-motion", "胃肠动力室", "Bowel movement tests")],
        "g": [("gastroscopy", "胃镜室", "Stomach endoscopy", "胃镜", "3"), ("colonoscopy", "肠镜室", "Bowel endoscopy", "肠镜"), ("endoscopy-prep", "内镜准备室", "Endoscopy preparation"),
              ("endoscopy-recovery", "内镜恢复室", "Endoscopy recovery", "", "r"), ("endoscopy-cleaning", "内镜清洗室", "Endoscope cleaning", "", "sn")],
        "hall": [("ultrasound", "超声登记处", "Ultrasound desk", "B超 彩超 预约 ultrasound", "2"), ("endoscopy", "内镜预约处", "Endoscopy desk", "胃镜 肠镜 预约", "4")],
        "north": [("pathology", "病理报告处", "Pathology reports", "病理"), ("endoscopy-waiting", "内镜候诊区", "Endoscopy waiting area", "候诊", "w"), ("plant-2", "设备间", "Plant room", "", "sn")],
    },
    3: {
        "e": [None, None, None, ("hearing-test", "听力测试室", "Hearing tests", "测听")],
        "f": [None, None, None, None, ("dental-xray", "牙片室", "Dental X-ray"), ("tooth-cleaning", "洁牙室", "Tooth cleaning", "洗牙")],
        "g": [None, None, None, None, ("acupuncture", "针灸室", "Acupuncture", "扎针", "3")],
        "hall": [("throat-exam", "喉镜室", "Throat examination", "喉镜", "4"), ("dental-sterile", "口腔消毒室", "Dental sterilising", "", "sn")],
        "north": [("massage", "推拿室", "Massage", "按摩 推拿", "4"), ("tcm-waiting", "中医科候诊区", "Chinese medicine waiting area", "候诊", "w"),
                  ("tcm-pharmacy", "中药房", "Chinese medicine pharmacy", "中药 抓药 代煎", "2")],
    },
}
