"""What a card gives as a hint, as clozes of Anki may."""

from alembic import op
from sqlalchemy import Column, Text, text

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('cards', Column('cue', Text(), server_default=text("''"), nullable=False))
