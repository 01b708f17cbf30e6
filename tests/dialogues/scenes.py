"""The town every dialogue plays in, and what has happened before it begins. The day is Monday, 16/3/2026, 8 o'clock."""

from __future__ import annotations

from core.model import Person, Role, Status
from db import people
from tests.house import House

OUR, THEIR = "Sở Nội vụ", "Sở Tài chính"


class Town:
    """The cast by the name they are called by, in a house."""

    def __init__(self, house: House) -> None:
        self.house = house
        house.agency(OUR, short="SNV")
        house.agency(THEIR, short="STC", aliases=("Sở TC",))
        office = house.agency(house.office.name, kind="office")
        self.cast: dict[str, Person] = {
            "An": house.person("Nguyễn Văn An", agency=OUR),
            "Khoa": house.person("Lê Đăng Khoa", agency=OUR),
            "Mai": house.person("Trần Thị Mai", role=Role.FOCAL, agency=OUR),
            "Thành": house.person("Đỗ Công Thành", role=Role.LEADER, agency=OUR, position="Giám đốc"),
            "Lan": house.person("Phạm Thị Lan", role=Role.FOCAL, agency=THEIR),
            "Tùng": house.person("Vũ Sơn Tùng", agency=THEIR),
            "Bình": house.person("Hoàng Thanh Bình", role=Role.COORDINATOR, agency=office),
            "Hà": house.person("Ngô Thu Hà", role=Role.LEADER, agency=office, position="Chánh Văn phòng"),
            "Quân": house.person("Bùi Anh Quân", role=Role.ADMIN, agency=office),
        }

        self.strangers: dict[str, str] = {}
        self._chats = {who: house.address(person).chat for who, person in self.cast.items()}

    def chat(self, who: str) -> str:
        """Where they are reached, or were until they cut themselves off, or where a stranger writes from."""
        return self.strangers.get(who) or self._chats.get(who) or self.house.address(self.cast[who]).chat

    def plays(self, scene: str) -> None:
        globals()[scene](self)

    def task(self, who: str = "An", due: str | None = "2026-03-31", **more: object) -> int:
        return self.house.task(due, official=self.cast[who], coordinator=self.cast["Bình"], **more)  # type: ignore[arg-type]


def one_task(town: Town) -> None:
    """NV 1 is An's."""
    town.task()


def newcomer(town: Town) -> None:
    """NV 1 lies with the focal person; two chats are nobody's yet."""
    town.task("Mai", status=Status.NOT_STARTED)
    town.strangers |= {"Nam": "900001", "Khách": "900002"}


def three_tasks(town: Town) -> None:
    """NV 1, 2 and 3 are An's."""
    for text in ("Rà soát quy hoạch", "Số hóa hồ sơ", "Tập huấn công chức"):
        town.task(text=text)


def received(town: Town) -> None:
    """NV 1 and 2 lie with the focal person, not yet taken."""
    for text in ("Rà soát quy hoạch", "Số hóa hồ sơ"):
        town.task("Mai", text=text, status=Status.NOT_STARTED)


def theirs(town: Town) -> None:
    """The next task is another agency's."""
    town.task("Tùng", text="Cân đối kinh phí")


def overdue(town: Town) -> None:
    """The next task is late."""
    town.task(due="2026-03-10", text="Lập danh sách")


def addressee_of_the_sample(town: Town) -> None:
    """Sơn is the focal person of the party committee that the sample directive addresses."""
    unit = town.house.agency("Ban Thường vụ Huyện ủy Vĩnh Thạnh", short="BTV HU Vĩnh Thạnh")
    town.cast["Sơn"] = town.house.person("Đặng Trường Sơn", role=Role.FOCAL, agency=unit)


def not_reached(town: Town) -> None:
    """The health agency has a task and a focal person who joined no channel, and whose number is known."""
    lieu = town.house.person("Mạc Thị Liễu", role=Role.FOCAL, agency="Sở Y tế", connected=False)
    town.house.task(official=lieu, lead="Sở Y tế", status=Status.NOT_STARTED, coordinator=town.cast["Bình"])
    with town.house.store.begin() as conn:
        people.change(conn, lieu.id, phone="84912345678")


def supported(town: Town) -> None:
    """NV 1 is An's, and the other agency supports it."""
    town.task(supporting=(town.house.agency(THEIR),))


def dissolved(town: Town) -> None:
    """A district's department with two tasks; two communes that may take up its work."""
    town.house.agency("Phòng Nội vụ huyện", short="PNV")
    xuan = town.house.person("Đinh Thị Xuân", role=Role.FOCAL, agency="Phòng Nội vụ huyện")
    town.cast["Xuân"] = xuan
    for name, who in (("UBND xã An Phú", "Phú"), ("UBND xã Bình Hòa", "Hòa")):
        town.house.agency(name)
        town.cast[who] = town.house.person(f"Lý Văn {who}", role=Role.FOCAL, agency=name)
    for text in ("Rà soát quy hoạch", "Số hóa hồ sơ"):
        town.task("Xuân", text=text)
