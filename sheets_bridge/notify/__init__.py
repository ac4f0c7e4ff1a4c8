"""News for people: what begins and what has healed is told once, by Apprise; what could not be told is told later."""
