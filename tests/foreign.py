"""Articles in other languages than English, long enough that there is no doubt about it; all written for the tests."""

from __future__ import annotations

GERMAN = (
    "Der Hafenrat von Port Ellery hat am Montag beschlossen, dass die Fähre zu den äußeren Inseln im Mai wieder fahren "
    "soll. Seit dem Sturm im Herbst lag sie still, und die Bewohner mussten den langen Weg über die Brücke nehmen.\n\n"
    "„Wir haben lange genug gewartet“, sagte Mira Sandoval, die dem Rat vorsitzt. „Der Anleger ist sicher, und das "
    "erste Schiff wird noch vor dem Sommer ablegen.“ Tomas Reyl, dem der einzige Laden auf Skerry gehört, hofft auf "
    "bessere Zeiten."
)
FRENCH = (
    "Le conseil du port a décidé lundi de rouvrir au mois de mai la ligne de bac qui relie Port Ellery aux îles, "
    "fermée depuis la tempête de l'automne dernier. Les habitants, qui devaient faire un long détour par le pont, se "
    "disent soulagés.\n\n« Nous avons assez attendu », a déclaré Mira Sandoval, présidente du conseil. « Le quai est "
    "solide, et le premier bateau partira avant l'été. » Tomas Reyl, qui tient le seul magasin de Skerry, espère des "
    "jours meilleurs."
)
RUSSIAN = (
    "Совет порта решил в понедельник снова открыть паромную переправу на внешние острова, закрытую после осеннего "
    "шторма. «Мы ждали достаточно долго», — сказала Мира Сандовал, которая возглавляет совет. «Причал надёжен, и "
    "первый корабль отойдёт в мае»."
)
CHINESE = (
    "港务局周一表示，埃勒里港与外岛之间的渡轮将于五月恢复。自去年秋天的风暴以来，渡轮一直停运，居民不得不绕道大桥。"
    "“我们已经等得够久了，”港务局主席米拉·桑多瓦尔说，“码头很安全，第一班船将在夏天之前出发。”"
    "斯凯里岛唯一一家商店的老板托马斯·雷尔希望日子会好起来。"
)
SPANISH = (
    "El consejo del puerto decidió el lunes que el transbordador entre Port Ellery y las islas volverá a navegar en "
    "mayo. Estaba parado desde la tormenta del otoño, y los vecinos tenían que dar un largo rodeo por el puente.\n\n"
    "«Hemos esperado bastante», dijo Mira Sandoval, que preside el consejo. «El muelle es seguro, y el primer barco "
    "saldrá antes del verano»."
)
ALL = {
    "German": GERMAN,
    "French": FRENCH,
    "Russian": RUSSIAN,
    "Chinese": CHINESE,
    "Spanish": SPANISH,
}
