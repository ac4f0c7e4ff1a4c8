"""The members of a mall, and their groups."""

from sheets_bridge.model import Column, Personal, Table
from sheets_bridge.tables.columns import ACCOUNT, CUSTOMER_KEY, DAY, GROUP_NO, MOMENT, MONEY, SHOP_NO, TEXT

MEMBERS = Table(
    id="members",
    key=("account", "shop_no", "customer_key"),
    columns=(
        ACCOUNT,
        SHOP_NO,
        CUSTOMER_KEY,
        Column("joined_date", DAY, "가입일", "Joined date"),
        Column("joined_at", MOMENT, "가입일시", "Joined at"),
        Column("last_login_at", MOMENT, "최근 접속일시", "Last login at"),
        GROUP_NO,
        Column("member_type", TEXT, "회원 타입", "Member type"),
        Column("gender", TEXT, "성별", "Gender"),
        Column("join_path", TEXT, "가입 경로", "Join path"),
        Column("area", TEXT, "지역", "Area", personal=Personal("address")),
        Column("country_code", TEXT, "국가", "Country"),
        Column("use_mobile_app", TEXT, "앱 사용", "Uses app"),
        Column("thirdparty_agree", TEXT, "제3자 제공 동의", "Agreed to third parties"),
        Column("use_blacklist", TEXT, "불량회원", "Blacklisted"),
        Column("fixed_group", TEXT, "등급 고정", "Group fixed"),
        Column("total_points", MONEY, "총 적립금", "Total points"),
        Column("available_points", MONEY, "가용 적립금", "Available points"),
        Column("used_points", MONEY, "사용 적립금", "Used points"),
        Column("name", TEXT, "이름", "Name", default=False, personal=Personal("name")),
        Column("email", TEXT, "이메일", "E-mail", default=False, personal=Personal("email")),
        Column("cellphone", TEXT, "휴대전화", "Cellphone", default=False, personal=Personal("phone")),
        Column("email_key", TEXT, "이메일 키", "E-mail key", default=False, personal=Personal("key")),
        Column("cellphone_key", TEXT, "휴대전화 키", "Cellphone key", default=False, personal=Personal("key")),
    ),
)

CUSTOMER_GROUPS = Table(
    id="customer_groups",
    key=("account", "shop_no", "group_no"),
    columns=(
        ACCOUNT,
        SHOP_NO,
        GROUP_NO,
        Column("group_name", TEXT, "회원등급", "Group"),
        Column("group_description", TEXT, "설명", "Description"),
        Column("buy_benefits", TEXT, "구매 혜택", "Purchase benefit"),
        Column("ship_benefits", TEXT, "배송 혜택", "Shipping benefit"),
        Column("discount", MONEY, "할인", "Discount"),
        Column("discount_unit", TEXT, "할인 단위", "Discount unit"),
        Column("discount_from", MONEY, "할인 기준금액", "Discount from"),
        Column("points", MONEY, "적립", "Points"),
        Column("points_unit", TEXT, "적립 단위", "Points unit"),
        Column("points_from", MONEY, "적립 기준금액", "Points from"),
    ),
)
