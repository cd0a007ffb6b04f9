#define _GNU_SOURCE
#include "CSecureMemory.h"

#include <string.h>

void latchkey_wipe(void *bytes, size_t length) { explicit_bzero(bytes, length); }

long latchkey_find(const void *haystack, size_t haystack_length, const void *needle, size_t needle_length) {
  const char *found = memmem(haystack, haystack_length, needle, needle_length);
  return found ? found - (const char *)haystack : -1;
}
