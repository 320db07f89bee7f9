"""What a search reads: words of notes and articles, and how terms sound. It is filled when first needed."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

FULL_TEXT = "content = '', tokenize = 'unicode61 remove_diacritics 0'"
STATEMENTS = (
    f'CREATE VIRTUAL TABLE search_note_text USING fts5 (words, answer, {FULL_TEXT})',
    f'CREATE VIRTUAL TABLE search_part_text USING fts5 (words, title, {FULL_TEXT})',
    f'CREATE VIRTUAL TABLE search_term_sounds USING fts5 (initials, syllables, {FULL_TEXT})',
    # New rows are known by their keys, which only grow; what changes is noted here, by whoever changes it.
    'CREATE TRIGGER search_note_changed AFTER UPDATE OF sentence, back, remark ON notes '
    "BEGIN INSERT OR IGNORE INTO search_pending (kind, key) VALUES ('note', new.id); END",
    'CREATE TRIGGER search_answer_changed AFTER UPDATE OF answer ON cards '
    "BEGIN INSERT OR IGNORE INTO search_pending (kind, key) VALUES ('note', new.note_id); END",
    'CREATE TRIGGER search_article_changed AFTER UPDATE OF text, title ON articles '
    "BEGIN INSERT OR IGNORE INTO search_pending (kind, key) VALUES ('article', new.id); END",
    'CREATE TRIGGER search_note_gone AFTER DELETE ON notes '
    'BEGIN DELETE FROM search_notes WHERE note_id = old.id; END',
    'CREATE TRIGGER search_article_gone AFTER DELETE ON articles '
    'BEGIN DELETE FROM search_parts WHERE article_id = old.id; END',
)


def upgrade() -> None:
    op.create_table(
        'search_notes',
        sa.Column('note_id', sa.Integer(), nullable=False),
        sa.Column('generation', sa.Integer(), server_default='0', nullable=False),
        sa.PrimaryKeyConstraint('note_id', name=op.f('pk_search_notes')),
    )
    op.create_table(
        'search_parts',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('article_id', sa.Integer(), nullable=False),
        sa.Column('start', sa.Integer(), nullable=False),
        sa.Column('end', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_search_parts')),
    )
    op.create_index(op.f('ix_search_parts_article_id'), 'search_parts', ['article_id'])
    op.create_table(
        'search_terms',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('folded', sa.Text(), nullable=False),
        sa.Column('initials', sa.Text(), nullable=False),
        sa.Column('syllables', sa.Text(), nullable=False),
        sa.Column('term', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_search_terms')),
    )
    op.create_index('ix_search_terms_folded', 'search_terms', ['folded', 'syllables'], unique=True)
    op.create_index('ix_search_terms_initials', 'search_terms', ['initials'])
    op.create_table(
        'search_pending',
        sa.Column('kind', sa.Text(), nullable=False),
        sa.Column('key', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('kind', 'key', name=op.f('pk_search_pending')),
    )
    for statement in STATEMENTS:
        op.execute(statement)
