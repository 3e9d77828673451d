"""GOA002: a project with one goal only."""

from collections.abc import Iterator

from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView


@rule(
    "GOA002",
    zh="只有一条绩效目标",
    en="one goal only",
    severity="hint",
    aspect="completeness",
    basis=PRACTICE,
    profile="strict",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find projects with a single goal.

    The form numbers its goals: as a rule one says what is done and another what it brings. No
    regulation asks for two, and counties accept one that says both; so this is a hint for those
    who want the form filled as it is meant.

    Wrong: one goal, 完成村道养护. Right: a second one, 汛期道路畅通，村民出行更安全.

    中文
    ----
    表中的目标是分条编号的，通常一条写做什么（产出），一条写带来什么（效果）。制度没有规定条数，
    一条里两样都写清的，县里也通过，所以只在从严审核时提示。

    错：只有一条“完成村道养护”。
    对：再写一条“汛期道路畅通，村民出行更安全”。
    """
    if len(project.model.goals) == 1:
        yield Finding(
            project.path("goals", 0),
            Words("只有一条绩效目标", "there is one goal only"),
            Words(
                "分条写明产出（做什么、做多少）和效果（带来什么）",
                "write apart what is done, and what it brings",
            ),
        )
