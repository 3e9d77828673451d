"""GOA003: one goal stands twice in a project."""

from collections.abc import Iterator

from jixiao.check.gist import letters_of
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.sentences import beginning
from jixiao.check.types import Edit, Finding, Fix, Safety, Words
from jixiao.check.views import ProjectView


@rule(
    "GOA003",
    zh="绩效目标重复",
    en="goal given twice",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
    fix="unsafe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find goals that a project gives twice; punctuation does not count.

    The second was copied and not changed, or was pasted once too often. The fix takes it out where
    it is the last: safe where both are the same to the letter, otherwise to be looked at.

    Wrong: 1. 完成村道养护 2. 完成村道养护. Right: 2. 汛期道路畅通.

    中文
    ----
    同一个项目里两条目标一样（标点不算）：多半是复制以后忘了改，或者多粘贴了一次。重复的是最后一条，
    自动修改把它删去；两条一字不差的可以放心改，只有标点不同的改后请看一下。

    错：1.完成村道养护　2.完成村道养护
    对：2.汛期道路畅通
    """
    goals = project.model.goals
    if len(goals) < 2:
        return
    first: dict[str, int] = {}
    for number, goal in enumerate(goals):
        earlier = first.setdefault(letters_of(goal) or goal, number)
        if earlier != number:
            path = project.path("goals", number)
            # To take out any but the last would give the ones behind it new numbers.
            safety: Safety = "safe" if goals[earlier] == goal else "unsafe"
            fix = Fix(safety, (Edit(path, None),)) if number == len(goals) - 1 else None
            yield Finding(
                path,
                Words(
                    f"第 {number + 1} 条目标与第 {earlier + 1} 条相同：“{beginning(goal)}”",
                    f"goal {number + 1} is the same as goal {earlier + 1}: “{beginning(goal)}”",
                ),
                Words("删去，或改成另一个目标", "delete it, or write another goal"),
                fix,
            )
