// Changing whose process it is. The C library lets each of its threads do so, by a signal that it waits for,
// and those it knows here are parked.
#include <grp.h>
#include <unistd.h>

#include "memory/system.h"

namespace {

[[noreturn]] void refuse(const char* call) {
  millrace::explorer::cannot_explore("the program changes its user or group, which cannot be explored: ",
                                     call);
}

}  // namespace

extern "C" {

int setuid(uid_t) noexcept {
  refuse("setuid");
}
int setgid(gid_t) noexcept {
  refuse("setgid");
}
int seteuid(uid_t) noexcept {
  refuse("seteuid");
}
int setegid(gid_t) noexcept {
  refuse("setegid");
}
int setreuid(uid_t, uid_t) noexcept {
  refuse("setreuid");
}
int setregid(gid_t, gid_t) noexcept {
  refuse("setregid");
}
int setresuid(uid_t, uid_t, uid_t) noexcept {
  refuse("setresuid");
}
int setresgid(gid_t, gid_t, gid_t) noexcept {
  refuse("setresgid");
}
int setgroups(size_t, const gid_t*) noexcept {
  refuse("setgroups");
}
int initgroups(const char*, gid_t) {
  refuse("initgroups");
}

}  // extern "C"
