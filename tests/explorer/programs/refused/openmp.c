// refuses: uses OpenMP
// As a compiler would call it for a parallel region.
void GOMP_parallel(void (*function)(void*), void* data, unsigned threads, unsigned flags);

static void nothing(void* unused) {
  (void)unused;
}

int main(void) {
  GOMP_parallel(nothing, 0, 2, 0);
  return 0;
}
