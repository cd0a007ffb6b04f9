#ifndef LATCHKEY_C_SECURE_MEMORY_H
#define LATCHKEY_C_SECURE_MEMORY_H

#include <stddef.h>

/// Overwrites `length` bytes with zeros in a way that the optimiser may not remove.
void latchkey_wipe(void *bytes, size_t length);

/// Returns the offset of the first occurrence of `needle` in `haystack`, or -1.
long latchkey_find(const void *haystack, size_t haystack_length, const void *needle, size_t needle_length);

#endif
