"""The hall's board as it is seen: drawn for a large screen, by the station or by a process of its own."""
