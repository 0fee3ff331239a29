#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <millrace/probe/segment_memory.h>

namespace millrace::probe {
namespace {

/// Written once, before the program has threads that could read it.
constinit int descriptor = -1;
constinit ino_t descriptor_file = 0;

void* mapped(int file) {
  struct stat about {};
  if (fchmod(file, 0600) != 0 || ftruncate(file, sizeof(segment)) != 0 || fstat(file, &about) != 0 ||
      fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
    return MAP_FAILED;
  descriptor_file = about.st_ino;
  return mmap(nullptr, sizeof(segment), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, file, 0);
}

}  // namespace

// An all-zero segment is a valid one.
segment* make_segment() {
  rlimit largest{};
  if (getrlimit(RLIMIT_FSIZE, &largest) == 0 && largest.rlim_cur < sizeof(segment)) {
    errno = EFBIG;  // ftruncate would raise SIGXFSZ
    return nullptr;
  }
  const int file = memfd_create(segment_name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (file < 0) return nullptr;
  if (void* memory = mapped(file); memory != MAP_FAILED) {
    descriptor = file;
    return static_cast<segment*>(memory);
  }
  const int error = errno;
  close(file);
  errno = error;
  return nullptr;
}

// A program may have closed every descriptor that it does not know, and given the number to another file.
void close_inherited_segment() noexcept {
  struct stat about {};
  if (fstat(descriptor, &about) == 0 && about.st_ino == descriptor_file) close(descriptor);
}

}  // namespace millrace::probe
