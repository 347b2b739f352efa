"""Stock explanations that fit every question; those of one rule stand with the rule."""

COMMON = (
    "Сверено с документом, внесено верно.",
    "Подтверждено родителем (законным представителем).",
    "Документ запрошен, будет внесён после получения.",
)
