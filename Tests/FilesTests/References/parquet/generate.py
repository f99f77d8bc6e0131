"""Writes the Parquet files of the tests with pyarrow 26.0.1 (numpy 2.4.6): python3 generate.py

The same table of eight rows in every codec and page version; DO NOT EDIT what it writes.
"""
import datetime
import decimal

import pyarrow as pa
import pyarrow.parquet as pq

N = 8
ids = [f"img_{i:02d}.png" for i in range(N)]
ids[3] = "ｉmg ü,\"3\"\n.png"
table = pa.table({
    "image": pa.array(ids),
    "label": pa.array(["cat", "dog", None, "cat", "cat", "dog", "", "frog"]).dictionary_encode(),
    "count": pa.array([1, None, 3, -4, 5, 6, 2**31 - 1, -2**31], pa.int32()),
    "long": pa.array([0, 2**63 - 1, -2**63, None, 5, 6, 7, 8], pa.int64()),
    "huge": pa.array([0, 2**64 - 1, 2**63, None, 5, 6, 7, 8], pa.uint64()),
    "small": pa.array([0, 255, 2, 3, None, 5, 6, 7], pa.uint8()),
    "single": pa.array([0.1, 1.5, None, 1e10, -2.0, float("nan"), 3.0, 1e-7], pa.float32()),
    "double": pa.array([0.1, 1.5, None, 1e300, -2.0, float("inf"), 3.0, 5e-324], pa.float64()),
    "flag": pa.array([True, False, None, True, True, False, False, True]),
    "code": pa.array([b"ab", b"cd", None, b"ef\0"[:2], b"g\0", b"hi", b"jk", b"lm"], pa.binary(2)),
    "none": pa.nulls(N),
    "place": pa.array([{"city": "Ulm", "zip": i} if i != 5 else None for i in range(N)]),
    "tags": pa.array([["a"], [], None, ["b", "c"]] * 2),
    "day": pa.array([datetime.date(2020, 1, 1 + i) for i in range(N)]),
    "price": pa.array([decimal.Decimal("1.50")] * N),
})
for codec in ["none", "gzip", "snappy", "zstd"]:
    for version in ["1.0", "2.0"]:
        pq.write_table(
            table, f"{codec}-v{version[0]}.parquet", compression=codec, data_page_version=version,
            row_group_size=5, store_schema=False, write_statistics=False)
pq.write_table(table, "plain.parquet", compression="none", use_dictionary=False,
               store_schema=False, write_page_checksum=True, write_page_index=True)
pq.write_table(table.select(["image", "label"]), "brotli.parquet", compression="brotli",
               store_schema=False)
pq.write_table(table.select(["image", "count"]), "delta.parquet", use_dictionary=False,
               column_encoding={"image": "PLAIN", "count": "DELTA_BINARY_PACKED"},
               store_schema=False)
pq.write_table(table.select(["tags"]), "lists.parquet", store_schema=False)
pq.write_table(table.select(["image", "count"]).slice(0, 0), "no-rows.parquet",
               store_schema=False)
# Several pages a group, and runs long enough for both forms of levels and places.
long = pa.table({
    "image": pa.array([f"i{i // 3}" for i in range(3000)]),
    "label": pa.array([["cat", "dog", "frog"][(i * i) % 3] if i % 50 else None
                       for i in range(3000)]),
    "vote": pa.array([None if i < 1000 else i % 7 for i in range(3000)], pa.int64()),
})
pq.write_table(long, "pages.parquet", compression="snappy", data_page_size=512,
               write_batch_size=100, row_group_size=2000, store_schema=False)
pq.write_table(long, "pages-v2.parquet", compression="zstd", data_page_version="2.0",
               data_page_size=512, write_batch_size=100, row_group_size=2000,
               store_schema=False, column_encoding={"vote": "PLAIN"}, use_dictionary=["label"])
# Durations are whole numbers to Parquet; only the schema of Arrow beside it says what they are.
second = datetime.timedelta(seconds=1)
pq.write_table(pa.table({
    "image": ["a.png", "b.png"], "label": ["cat", "dog"], "annotator": ["p", "q"],
    "rt": pa.array([second, 2 * second], pa.duration("ns")),
    "trial": pa.array([{"rt": second, "n": 1}, {"rt": second, "n": 2}],
                      pa.struct([("rt", pa.duration("ms")), ("n", pa.int64())])),
    "clock": pa.array([datetime.time(1), datetime.time(2)], pa.time64("us")),
}), "durations.parquet")
