"""The names of what the pretend brand sells (invented; some are hard on spreadsheets on purpose)."""

WARES: tuple[tuple[str, str, int, str], ...] = (
    # Korean name, English name, price in won, kind of options
    ("시카 수분 진정 토너 300ml", "Cica Calming Toner 300ml", 18_900, "size"),
    ("판테놀 장벽 크림", "Panthenol Barrier Cream", 24_000, "size"),
    ("비타민C 잡티 세럼 30ml", "Vitamin C Spot Serum 30ml", 29_800, "set"),
    ("히알루론산 수분 앰플", "Hyaluronic Moisture Ampoule", 27_000, "set"),
    ("저자극 약산성 클렌징폼", "Mild Low-pH Cleansing Foam", 12_900, "set"),
    ("무기자차 선크림 SPF50+ PA++++", "Mineral Sunscreen SPF50+ PA++++", 19_800, "set"),
    ("톤업 선쿠션", "Tone-up Sun Cushion", 26_500, "shade"),
    ("촉촉 립 틴트", "Dewy Lip Tint", 13_500, "shade"),
    ("🌸 벚꽃 립밤", "🌸 Cherry Blossom Lip Balm", 8_900, "shade"),
    ("수분 폭탄 💦 마스크팩 10매", "Moisture Bomb 💦 Mask Pack 10ea", 15_000, "set"),
    ("=1+1 기획= 콜라겐 아이크림", "=1+1= Collagen Eye Cream", 32_000, "none"),
    ("+10% 더 담은 대용량 바디로션", "+10% Bigger Body Lotion", 16_800, "size"),
    ("-5℃ 쿨링 수딩젤", "-5℃ Cooling Soothing Gel", 9_800, "none"),
    ('"여름" 한정, 3종 트래블 키트', 'The "Summer", a Travel Kit of 3', 21_000, "none"),
    ("https://example.com 콜라보 파우치", "https://example.com Collab Pouch", 14_000, "colour"),
    ("@home 디퓨저 200ml", "@home Diffuser 200ml", 33_000, "scent"),
    ("Café 라떼 바디워시", "Café Latte Body Wash", 14_900, "size"),
    ("'90s 레트로 반팔 티셔츠", "'90s Retro T-shirt", 29_000, "wear"),
    ("2026-01-01 새해 한정 세트", "2026-01-01 New Year Set", 49_000, "none"),
    ("1/2 사이즈 미니 쿠션", "1/2 Size Mini Cushion", 17_000, "shade"),
    ("각질 케어 패드 70매", "Peeling Care Pad 70ea", 19_500, "set"),
    ("쑥 진정 에센스", "Mugwort Calming Essence", 23_800, "size"),
    ("어성초 스팟 패치 24매", "Heartleaf Spot Patch 24ea", 6_500, "set"),
    ("병풀 수분 미스트", "Centella Moisture Mist", 15_900, "size"),
    ("레티놀 나이트 크림", "Retinol Night Cream", 36_000, "none"),
    ("나이아신아마이드 10% 세럼", "Niacinamide 10% Serum", 22_000, "set"),
    ("동백 헤어 오일", "Camellia Hair Oil", 18_000, "scent"),
    ("두피 쿨링 샴푸 500ml", "Scalp Cooling Shampoo 500ml", 21_900, "set"),
    ("단백질 헤어 트리트먼트", "Protein Hair Treatment", 17_900, "size"),
    ("시어버터 핸드크림", "Shea Butter Hand Cream", 7_900, "scent"),
    ("라벤더 필로우 미스트", "Lavender Pillow Mist", 13_000, "none"),
    ("소이 캔들 180g", "Soy Candle 180g", 24_500, "scent"),
    ("섀도우 팔레트 (9구)", "Shadow Palette (9 colours)", 28_000, "shade"),
    ("듀이 블러셔", "Dewy Blusher", 16_000, "shade"),
    ("브로우 펜슬 & 스파츌라", "Brow Pencil & Spatula", 11_000, "shade"),
    ("롱래쉬 마스카라", "Long Lash Mascara", 17_500, "none"),
    ("커버 파운데이션 SPF30", "Cover Foundation SPF30", 31_000, "shade"),
    ("프라이머 <모공 지우개>", "Primer <Pore Eraser>", 19_000, "none"),
    ("메이크업 브러시 5종; 파우치 포함", "Make-up Brushes 5ea; with Pouch", 35_000, "colour"),
    ("오가닉 코튼 화장솜 200매", "Organic Cotton Pads 200ea", 5_900, "set"),
    ("오버핏 후드 집업", "Oversized Hooded Zip-up", 59_000, "wear"),
    ("와이드 코튼 팬츠", "Wide Cotton Trousers", 46_000, "wear"),
    ("린넨 셔츠", "Linen Shirt", 42_000, "wear"),
    ("[예약판매] 울 블렌드 코트", "[Pre-order] Wool Blend Coat", 189_000, "wear"),
    ("[예약판매] 캐시미어 머플러", "[Pre-order] Cashmere Muffler", 69_000, "colour"),
    ("데일리 크루 삭스 3켤레", "Daily Crew Socks 3 pairs", 12_000, "colour"),
    ("에코 캔버스 백", "Eco Canvas Bag", 19_000, "colour"),
    ("실크 헤어 스크런치", "Silk Hair Scrunchie", 8_000, "colour"),
    ("파자마 상하의 세트", "Pyjama Set", 39_000, "wear"),
    ("극세사 목욕 가운", "Microfibre Bathrobe", 44_000, "wear"),
    ("괄사 마사저", "Gua Sha Massager", 15_000, "none"),
    ("미니 가습기 0.5L", "Mini Humidifier 0.5L", 25_000, "colour"),
    ("LED 거울", "LED Mirror", 34_000, "colour"),
    ("콜라겐 젤리 스틱 30포", "Collagen Jelly Stick 30ea", 27_900, "set"),
    ("비건 프로틴 쉐이크", "Vegan Protein Shake", 38_000, "size"),
    ("유산균 30일분", "Probiotics for 30 days", 29_000, "set"),
    ("루이보스 티백 20입", "Rooibos Tea Bags 20ea", 11_500, "set"),
    ("반려견 저자극 샴푸 🐶", "Gentle Dog Shampoo 🐶", 16_500, "size"),
    ("기프트 카드형 메시지 박스", "Gift Box with Message Card", 4_500, "none"),
    ("리필 파우치\u00a0500ml / 친환경", "Refill Pouch\u00a0500ml / Eco", 9_900, "scent"),
)

OPTIONS: dict[str, tuple[tuple[str, str, int], ...]] = {
    # Korean text, English text, surcharge in won
    "none": (("", "", 0),),
    "size": (("용량=기본", "Volume=Regular", 0), ("용량=대용량", "Volume=Large", 6_000)),
    "set": (("구성=1개", "Set=1", 0), ("구성=2개 세트", "Set=2", 12_000), ("구성=1+1", "Set=1+1", 9_000)),
    "shade": (
        ("색상=01 누드, 마감=매트", "Colour=01 Nude, Finish=Matte", 0),
        ("색상=02 로즈, 마감=글로시", "Colour=02 Rose, Finish=Glossy", 0),
        ("색상=03 코랄 🧡", "Colour=03 Coral 🧡", 500),
    ),
    "colour": (
        ("색상=블랙", "Colour=Black", 0),
        ("색상=크림", "Colour=Cream", 0),
        ("색상=세이지", "Colour=Sage", 1_000),
    ),
    "scent": (
        ("향=무향", "Scent=None", 0),
        ("향=라벤더", "Scent=Lavender", 0),
        ("향=베르가못", "Scent=Bergamot", 1_500),
    ),
    "wear": (
        ("색상=블랙, 사이즈=S(85)", "Colour=Black, Size=S", 0),
        ("색상=블랙, 사이즈=M(90)", "Colour=Black, Size=M", 0),
        ("색상=아이보리, 사이즈=L(95)", "Colour=Ivory, Size=L", 2_000),
        ("색상=아이보리, 사이즈=XL(100)", "Colour=Ivory, Size=XL", 3_000),
    ),
}

SUPPLIERS = (
    ("S0000000", "자체공급", "In-house"),
    ("S000000A", "(주)예시코스메틱", "Example Cosmetics Co., Ltd."),
    ("S000000B", "모람어패럴", "Moram Apparel"),
    ("S000000C", "리빙&굿즈", "Living & Goods"),
)
GIFT_WARE = ("사은품: 미니 파우치", "Free gift: mini pouch")

CATEGORIES = (
    # number, parent (1 is the top), Korean name, English name
    (24, 1, "뷰티", "Beauty"),
    (25, 24, "스킨케어", "Skin care"),
    (26, 24, "메이크업", "Make-up"),
    (27, 25, "세트/기획", "Sets"),
    (28, 1, "패션", "Fashion"),
    (29, 28, "의류", "Clothing"),
    (30, 28, "잡화", "Accessories"),
    (31, 1, "리빙 & 향", "Living & scent"),
    (32, 1, "지난 시즌", "Past season"),
)
CATEGORY_OF_KIND = {"size": 25, "set": 27, "shade": 26, "colour": 30, "wear": 29, "scent": 31, "none": 31}
BRANDS = (
    # code, Korean name, English name, in use
    ("B0000000", "자체브랜드", "House brand", True),
    ("B000000A", "모람", "Moram", True),
    ("B000000B", "모람 옴므", "Moram Homme", True),
    ("B000000C", "=한정판=", "=Limited=", False),
)
