"""A file carried out as QR codes: what is shown, the screen that turns the codes, and ``station transfer RECORD``."""
