"""Makes the Parquet files of this folder with pyarrow.

refused-label.parquet has the plainest columns of answers, but a list in every cell of the label and a
time in `when`.
"""

import datetime

import pyarrow as pa
import pyarrow.parquet as pq

table = pa.table({
    "image": pa.array(["a.jpg", "a.jpg", "b.jpg"]),
    "annotator": pa.array(["w1", "w2", "w1"]),
    "label": pa.array([["cat"], ["dog", "cat"], ["dog"]]),
    "when": pa.array([datetime.datetime(2026, 1, 1, 12)] * 3),
})
pq.write_table(table, "refused-label.parquet", store_schema=False, compression="none")
