// Changing whose process it is. The C library lets each of its threads do so, by a signal that it waits for,
// and does not know which of them a task is.
#include <grp.h>
#include <unistd.h>

#include "interposed/as_ever.h"

namespace {

template <class... Arguments>
int change(const char* call, Arguments... arguments) {
  return millrace::explorer::only_outside(
      "the program changes its user or group, which cannot be explored: ", call, arguments...);
}

}  // namespace

extern "C" {

int setuid(uid_t id) noexcept {
  return change("setuid", id);
}
int setgid(gid_t id) noexcept {
  return change("setgid", id);
}
int seteuid(uid_t id) noexcept {
  return change("seteuid", id);
}
int setegid(gid_t id) noexcept {
  return change("setegid", id);
}
int setreuid(uid_t id, uid_t effective) noexcept {
  return change("setreuid", id, effective);
}
int setregid(gid_t id, gid_t effective) noexcept {
  return change("setregid", id, effective);
}
int setresuid(uid_t id, uid_t effective, uid_t saved) noexcept {
  return change("setresuid", id, effective, saved);
}
int setresgid(gid_t id, gid_t effective, gid_t saved) noexcept {
  return change("setresgid", id, effective, saved);
}
int setgroups(size_t count, const gid_t* groups) noexcept {
  return change("setgroups", count, groups);
}
int initgroups(const char* user, gid_t group) {
  return change("initgroups", user, group);
}

}  // extern "C"
