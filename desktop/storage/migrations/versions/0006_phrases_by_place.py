"""The phrases of one stretch of a long article are found by their place."""

from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index('ix_phrases_article_id', 'phrases')  # the first column of the new one
    op.create_index('ix_phrases_article_start', 'phrases', ['article_id', 'start'])
