"""The departments, and which rooms of the building they have."""

GROUPS = {
    "internal": ("内科", "Internal medicine"),
    "surgical": ("外科", "Surgery"),
    "women-children": ("妇产儿科", "Women and children"),
    "eent": ("眼耳口鼻", "Eyes, ears, mouth, nose"),
    "tcm": ("中医", "Chinese medicine"),
    "other": ("其他", "Other"),
}

# id: group, icon, rank (1..7 = shown first, 0 = not), name, plain words for what it treats, search terms, phone, area in the building
DEPARTMENTS = {
    "cardiology": ("internal", "heart", 1, ("心内科", "Cardiology"), ("心慌、胸闷、血压高", "Racing heart, tight chest, high blood pressure"),
        "心血管内科 心脏 心慌 胸闷 胸痛 高血压 冠心病 heart;chest pain;palpitations;blood pressure", "0999-8610301", "b3"),
    "respiratory": ("internal", "lungs", 2, ("呼吸内科", "Lungs and breathing"), ("咳嗽、发热、气喘", "Cough, fever, short of breath"),
        "肺科 肺炎 咳嗽 哮喘 气喘 支气管炎 肺结节 lungs;cough;asthma;breathing;pneumonia", "0999-8610302", "a3"),
    "digestive": ("internal", "stomach", 3, ("消化内科", "Stomach and bowel"), ("胃痛、反酸、腹泻", "Stomach pain, acid, loose bowels"),
        "胃 肠 肝 胃痛 反酸 腹泻 便秘 胃镜 stomach;bowel;liver;heartburn;diarrhoea", "0999-8610303", "f2"),
    "neurology": ("internal", "brain", 4, ("神经内科", "Brain and nerves"), ("头晕、头痛、手麻", "Dizzy, headache, numb hands"),
        "脑 头痛 头晕 手麻 中风 失眠 癫痫 headache;dizzy;stroke;numb;sleep", "0999-8610304", "c3"),
    "endocrine": ("internal", "drop", 0, ("内分泌科", "Diabetes and hormones"), ("糖尿病、甲状腺、发胖", "Diabetes, thyroid, weight"),
        "糖尿病 血糖 甲状腺 甲亢 痛风 肥胖 diabetes;thyroid;blood sugar;gout", "0999-8610305", "d3"),
    "orthopedics": ("surgical", "bone", 5, ("骨科", "Bones and joints"), ("腰腿痛、扭伤、骨折", "Back or leg pain, sprains, fractures"),
        "骨头 关节 腰痛 腿痛 颈椎 扭伤 骨折 bone;joint;back pain;fracture;sprain", "0999-8610306", "a2"),
    "surgery": ("surgical", "steth", 0, ("普外科", "General surgery"), ("疝气、胆结石、乳腺、痔疮", "Hernia, gallstones, breast, piles"),
        "外科 疝气 胆结石 阑尾 乳腺 甲状腺结节 痔疮 surgery;hernia;gallstones;breast;appendix", "0999-8610307", "c2"),
    "urology": ("surgical", "tube", 0, ("泌尿外科", "Urology"), ("尿频、尿痛、结石", "Passing water often or with pain, stones"),
        "肾 前列腺 尿频 尿痛 结石 男科 urine;kidney stone;prostate;bladder", "0999-8610308", "d2"),
    "obgyn": ("women-children", "user", 0, ("妇产科", "Women's health"), ("月经、怀孕、产检", "Periods, pregnancy, antenatal checks"),
        "妇科 产科 月经 怀孕 产检 备孕 women;pregnancy;period;antenatal", "0999-8610309", "a4"),
    "pediatrics": ("women-children", "child", 0, ("儿科", "Children"), ("孩子发热、咳嗽、拉肚子", "A child's fever, cough, upset stomach"),
        "小儿 孩子 宝宝 发热 疫苗 生长发育 child;baby;kids;fever;vaccine", "0999-8610310", "b2"),
    "eye": ("eent", "eye", 6, ("眼科", "Eyes"), ("看不清、眼红、眼干", "Blurred sight, red or dry eyes"),
        "眼睛 近视 白内障 青光眼 眼干 验光 eye;sight;cataract;glasses", "0999-8610311", "b4"),
    "ent": ("eent", "vol", 0, ("耳鼻喉科", "Ear, nose and throat"), ("耳鸣、鼻塞、嗓子疼", "Ringing ears, blocked nose, sore throat"),
        "耳朵 鼻子 嗓子 耳鸣 鼻炎 扁桃体 打鼾 ear;nose;throat;hearing;snoring", "0999-8610312", "e3"),
    "dental": ("eent", "tooth", 7, ("口腔科", "Dental"), ("牙痛、补牙、拔牙", "Toothache, fillings, extractions"),
        "牙科 牙齿 牙痛 补牙 拔牙 洗牙 种牙 tooth;dentist;gum;braces", "0999-8610313", "f3"),
    "tcm": ("tcm", "leaf", 0, ("中医科", "Chinese medicine"), ("调理、针灸、颈肩痛", "Balance, acupuncture, neck and shoulder pain"),
        "中药 针灸 推拿 把脉 膏方 理疗 acupuncture;herbs;massage", "0999-8610314", "g3"),
    "skin": ("other", "pen", 0, ("皮肤科", "Skin"), ("皮疹、痘痘、瘙痒", "Rash, acne, itching"),
        "皮肤 湿疹 痘痘 过敏 脱发 荨麻疹 skin;rash;acne;eczema;hair loss", "0999-8610315", "c4"),
    "fever": ("other", "warn", 0, ("发热门诊", "Fever clinic"), ("体温 37.3 度以上先来这里", "Come here first if you have a fever of 37.3 °C or more"),
        "发烧 发热 流感 新冠 感冒 fever;flu;covid;temperature", "0999-8610316", "a1"),
    "mental": ("other", "smile", 0, ("精神心理科", "Mental health"), ("睡不好、心情差、紧张", "Poor sleep, low mood, worry"),
        "心理 失眠 抑郁 焦虑 睡眠 情绪 mind;sleep;low mood;anxiety;stress", "0999-8610317", "d4"),
}
SENSITIVE = {"mental"}

# What a patient says, and where it leads: found by the search and listed for who does not know the department.
COMPLAINTS = {
    "cardiology": [("心慌", "Racing heart"), ("胸闷", "Tight chest"), ("血压高", "High blood pressure")],
    "respiratory": [("咳嗽", "Cough"), ("气喘", "Short of breath"), ("咳痰", "Phlegm")],
    "digestive": [("胃痛", "Stomach pain"), ("拉肚子", "Loose bowels"), ("反酸", "Heartburn"), ("便秘", "Constipation")],
    "neurology": [("头痛", "Headache"), ("头晕", "Dizzy"), ("手麻", "Numb hands")],
    "endocrine": [("血糖高", "High blood sugar"), ("脖子粗", "Swollen neck"), ("老口渴", "Always thirsty")],
    "orthopedics": [("腰痛", "Back pain"), ("腿痛", "Leg pain"), ("扭伤", "Sprain")],
    "surgery": [("肚子有包", "Lump in the belly"), ("痔疮", "Piles"), ("乳房有块", "Breast lump")],
    "urology": [("尿频", "Frequent urination"), ("尿痛", "Painful urination")],
    "obgyn": [("月经不准", "Irregular periods"), ("怀孕", "Pregnant")],
    "pediatrics": [("孩子发热", "Child with fever"), ("孩子咳嗽", "Child with cough"), ("孩子不长个", "Child not growing")],
    "eye": [("看不清", "Blurred sight"), ("眼红", "Red eyes"), ("眼干", "Dry eyes")],
    "ent": [("耳鸣", "Ringing ears"), ("鼻塞", "Blocked nose"), ("嗓子疼", "Sore throat"), ("头晕", "Dizzy")],
    "dental": [("牙痛", "Toothache"), ("牙龈出血", "Bleeding gums"), ("牙松了", "Loose tooth")],
    "tcm": [("没力气", "No strength"), ("颈肩痛", "Neck pain"), ("怕冷", "Always cold")],
    "skin": [("皮肤痒", "Itching"), ("起疹子", "Rash"), ("掉头发", "Hair loss")],
    "fever": [("发烧", "Fever")],
    "mental": [("睡不好", "Poor sleep"), ("心情差", "Low mood"), ("紧张", "Worry")],
}


def search_terms(packed):
    """"心脏 胸闷 heart;chest pain" -> the terms; English ones are parted by semicolons."""
    zh, en = [], []
    for word in packed.split(" "):
        (zh if not en and ord(word[0]) > 127 else en).append(word)
    return zh + [t for t in " ".join(en).split(";") if t]
