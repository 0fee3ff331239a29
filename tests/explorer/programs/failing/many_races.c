// finds: assertion, race
// However many places race, what comes of it is told.
#include <assert.h>
#include <pthread.h>

static int counts[40];

static void* count(void* unused) {
  ++counts[0];
  ++counts[1];
  ++counts[2];
  ++counts[3];
  ++counts[4];
  ++counts[5];
  ++counts[6];
  ++counts[7];
  ++counts[8];
  ++counts[9];
  ++counts[10];
  ++counts[11];
  ++counts[12];
  ++counts[13];
  ++counts[14];
  ++counts[15];
  ++counts[16];
  ++counts[17];
  ++counts[18];
  ++counts[19];
  ++counts[20];
  ++counts[21];
  ++counts[22];
  ++counts[23];
  ++counts[24];
  ++counts[25];
  ++counts[26];
  ++counts[27];
  ++counts[28];
  ++counts[29];
  ++counts[30];
  ++counts[31];
  ++counts[32];
  ++counts[33];
  ++counts[34];
  ++counts[35];
  ++counts[36];
  ++counts[37];
  ++counts[38];
  ++counts[39];
  return unused;
}

int main(void) {
  pthread_t one, other;
  pthread_create(&one, 0, count, 0);
  pthread_create(&other, 0, count, 0);
  pthread_join(one, 0);
  pthread_join(other, 0);
  assert(counts[15] == 2);
  return 0;
}
