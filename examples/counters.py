#!/usr/bin/env python3
"""Prints the counters of a running minnow: counters.py DIRECTORY. The layout: docs/formats/counters.md."""
import mmap
import os
import struct
import sys

with open(os.path.join(sys.argv[1], "minnow.cnc"), "rb") as file:
    page = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
magic, version = struct.unpack_from("<8si", page, 0)
if magic != b"MNWCNTRS" or version != 1:
    sys.exit("not a counters page of version 1")
count, offset, size = struct.unpack_from("<iii", page, 28)
errors_offset, error_size, error_count = struct.unpack_from("<iii", page, 52)
for at in range(offset, offset + count * size, size):
    name_bytes, value_offset = struct.unpack_from("<Hq", page, at + 6)
    value = memoryview(page)[value_offset:value_offset + 8].cast("q")[0]  # one aligned load: never torn
    print(page[at + 16:at + 16 + name_bytes].decode(), value)
for at in range(errors_offset, errors_offset + error_count * error_size, error_size):
    times, text_bytes = struct.unpack_from("<q", page, at)[0], struct.unpack_from("<i", page, at + 32)[0]
    if times:
        print("error", times, page[at + 40:at + 40 + text_bytes].decode())
