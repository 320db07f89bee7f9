"""Revisions, own notes and phrases, edits that can be undone, exam plans, what came from Anki."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

WAITING = 'suspended = 0 AND trashed = 0'
QUEUES = {
    'ix_cards_waiting_new': ('position', 'state = 0'),
    'ix_cards_waiting_review': ('due_day', 'state = 2'),
    'ix_cards_waiting_day_step': ('due_day', 'state IN (1, 3)'),
    'ix_cards_waiting_step': ('due_at', 'due_at IS NOT NULL'),
}


def text(name: str, default: str | sa.TextClause = sa.text("''")) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=default, nullable=False)


def integer(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default='0', nullable=False)


def flag(name: str, default: str = '0') -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=default, nullable=False)


def upgrade() -> None:
    for column in (
        sa.Column('modified_at', sa.Integer(), nullable=True),
        text('refused', '[]'),
        text('book'),
        text('folder'),
        text('tags', '[]'),
        sa.Column('sketch', sa.LargeBinary(), nullable=True),
        text('evidence', '{}'),
        integer('read_to'),
    ):
        op.add_column('articles', column)
    for column in (
        text('kind', 'cloze'),
        text('back'),
        text('remark'),
        sa.Column('anki_guid', sa.Text(), nullable=True),
        text('fields', '[]'),
        text('mending'),
    ):
        op.add_column('notes', column)
    op.create_index('ix_notes_sentence', 'notes', ['article_id', 'sentence_start'])
    op.create_index('ix_notes_anki_guid', 'notes', ['anki_guid'], unique=True)
    for name in QUEUES:
        op.drop_index(name, 'cards')
    # SQLite cannot alter a column: a boolean and a number are stored alike, only the declaration changes.
    op.add_column('cards', integer('trashed_bits'))
    op.execute('UPDATE cards SET trashed_bits = trashed')
    op.drop_column('cards', 'trashed')
    op.alter_column('cards', 'trashed_bits', new_column_name='trashed')
    for column in (integer('buried_until'), integer('flag'), text('mode')):
        op.add_column('cards', column)
    for name, (order, condition) in QUEUES.items():
        op.create_index(
            name, 'cards', ['deck_id', order, 'id', 'buried_until'], sqlite_where=sa.text(f'{condition} AND {WAITING}')
        )
    op.create_index('ix_cards_answer', 'cards', ['answer'])
    op.add_column('reviews', flag('cram'))
    op.drop_index('ix_reviews_day', 'reviews')
    op.create_index('ix_reviews_day', 'reviews', ['day', 'before_state', 'deck_id', 'undone', 'cram'])
    op.add_column('reviews', sa.Column('edit', sa.Text(), nullable=True))
    op.create_index('ix_reviews_edit', 'reviews', ['edit'], sqlite_where=sa.text('edit IS NOT NULL'))
    op.create_table(
        'edits',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uuid', sa.Text(), nullable=False),
        sa.Column('at', sa.Integer(), nullable=False),
        sa.Column('kind', sa.Text(), nullable=False),
        sa.Column('subject', sa.Text(), nullable=False),
        sa.Column('target', sa.Text(), nullable=True),
        sa.Column('patches', sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_edits')),
        sa.UniqueConstraint('uuid', name=op.f('uq_edits_uuid')),
    )
    op.create_index('ix_edits_target', 'edits', ['target'])
    op.create_table(
        'own_phrases',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uuid', sa.Text(), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('kind', sa.Text(), nullable=False),
        flag('muted'),
        text('alias_of'),
        text('remark'),
        text('expansion', '[]'),
        flag('removed'),
        sa.Column('created_at', sa.Integer(), nullable=False),
        sa.Column('modified_at', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_own_phrases')),
        sa.UniqueConstraint('uuid', name=op.f('uq_own_phrases_uuid')),
    )
    op.create_table(
        'readings',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uuid', sa.Text(), nullable=False),
        sa.Column('word', sa.Text(), nullable=False),
        sa.Column('pinyin', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_readings')),
        sa.UniqueConstraint('uuid', name=op.f('uq_readings_uuid')),
        sa.UniqueConstraint('word', name=op.f('uq_readings_word')),
    )
    op.create_table(
        'plans',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uuid', sa.Text(), nullable=False),
        sa.Column('created_at', sa.Integer(), nullable=False),
        sa.Column('kind', sa.Text(), nullable=False),
        flag('active'),
        sa.Column('options', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_plans')),
        sa.UniqueConstraint('uuid', name=op.f('uq_plans_uuid')),
    )
    op.create_table(
        'media',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('size', sa.Integer(), nullable=False),
        sa.Column('sha1', sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_media')),
        sa.UniqueConstraint('name', name=op.f('uq_media_name')),
    )
    op.create_table(
        'facts',
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('value', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('name', name=op.f('pk_facts')),
    )
