"""温故 (Wengu): turns a Chinese article into lasting memory, offline."""

__version__ = "0.1.0"
