"""Deflates with libdeflate, so that independent packs can have the bytes that programs rebuild."""

import ctypes
import ctypes.util

LIBRARY = ctypes.CDLL(ctypes.util.find_library("deflate"))
LIBRARY.libdeflate_alloc_compressor.restype = ctypes.c_void_p
LIBRARY.libdeflate_deflate_compress.restype = ctypes.c_size_t
COMPRESSORS = {}


def deflate(data, level):
	if level not in COMPRESSORS:
		COMPRESSORS[level] = ctypes.c_void_p(LIBRARY.libdeflate_alloc_compressor(level))
	room = ctypes.create_string_buffer(len(data) + 1024)
	size = LIBRARY.libdeflate_deflate_compress(COMPRESSORS[level], data, ctypes.c_size_t(len(data)), room,
						   ctypes.c_size_t(len(room)))
	return room.raw[:size]
