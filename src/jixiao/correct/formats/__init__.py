"""How differences are written: as a listing for people, as JSON for programs."""
