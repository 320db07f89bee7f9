"""Decks that were put away, so that undo can bring them back."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('decks', sa.Column('removed', sa.Boolean(), server_default='0', nullable=False))
