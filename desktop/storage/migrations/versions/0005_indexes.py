"""Indexes that can be dropped while many rows come in, and none for what is empty or never looked up."""

import re

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index('ix_notes_article_id', 'notes')  # the first column of ix_notes_sentence
    op.drop_index('ix_notes_sentence', 'notes')
    op.drop_index('ix_notes_anki_guid', 'notes')
    op.drop_index('ix_cards_article_id', 'cards')
    for table in ('notes', 'cards', 'reviews'):
        index_instead_of_constraint(table)
    of_article = sa.text('article_id IS NOT NULL')
    op.create_index('ix_notes_sentence', 'notes', ['article_id', 'sentence_start'], sqlite_where=of_article)
    op.create_index('ix_cards_article_id', 'cards', ['article_id'], sqlite_where=of_article)


def index_instead_of_constraint(table: str) -> None:
    """Make the table anew, as SQLite cannot drop a constraint: https://www.sqlite.org/lang_altertable.html."""
    connection = op.get_bind()
    (sql,) = connection.exec_driver_sql('SELECT sql FROM sqlite_master WHERE name = ?', (table,)).one()
    others = connection.exec_driver_sql(
        'SELECT sql FROM sqlite_master WHERE tbl_name = ? AND name <> tbl_name AND sql IS NOT NULL', (table,)
    ).fetchall()
    bare = re.sub(rf',\s*CONSTRAINT uq_{table}_uuid UNIQUE \(uuid\)', '', sql)
    bare = re.sub(rf'^CREATE TABLE "?{table}"?', f'CREATE TABLE new_{table}', bare)
    for statement in (
        bare,
        f'INSERT INTO new_{table} SELECT * FROM {table}',
        f'DROP TABLE {table}',
        f'ALTER TABLE new_{table} RENAME TO {table}',
        *(other[0] for other in others),
    ):
        connection.exec_driver_sql(statement)
    op.create_index(f'ix_{table}_uuid', table, ['uuid'], unique=True)
