// finds: assertion
// Each task takes the first free block; the table is looked through under the wrong lock.
#include <assert.h>
#include <pthread.h>

enum { inodes = 8, blocks = 5, tasks_count = 6 };
static pthread_mutex_t inode_locks[inodes];
static pthread_mutex_t block_locks[blocks];
static int inode_block[inodes];
static int block_busy[blocks];

static void* create(void* which) {
  int inode = *(int*)which % inodes;
  pthread_mutex_lock(&inode_locks[inode]);
  if (inode_block[inode] == 0) {
    int block = (inode * 2) % blocks;
    for (;;) {
      int taken = 0;
      pthread_mutex_lock(&block_locks[block]);
      if (!block_busy[block]) {
        block_busy[block] = 1;
        inode_block[inode] = block + 1;
        taken = 1;
      }
      pthread_mutex_unlock(&block_locks[block]);
      if (taken) break;
      block = (block + 1) % blocks;
      assert(block != (inode * 2) % blocks);
    }
  }
  pthread_mutex_unlock(&inode_locks[inode]);
  return 0;
}

int main(void) {
  pthread_t tasks[tasks_count];
  int names[tasks_count];
  for (int i = 0; i < inodes; ++i) pthread_mutex_init(&inode_locks[i], 0);
  for (int i = 0; i < blocks; ++i) pthread_mutex_init(&block_locks[i], 0);
  for (int i = 0; i < tasks_count; ++i) {
    names[i] = i;
    pthread_create(&tasks[i], 0, create, &names[i]);
  }
  for (int i = 0; i < tasks_count; ++i) pthread_join(tasks[i], 0);
  return 0;
}
