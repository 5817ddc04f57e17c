"""The type of keys since step 0002: sorted by code points, on PostgreSQL too."""

import sqlalchemy as sa

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
