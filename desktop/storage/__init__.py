"""The collection on disk; the only place for SQLAlchemy. Functions take a connection and return domain objects."""
