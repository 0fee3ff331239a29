#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <sys/types.h>
#include <thread>

#include <millrace/probe/call_path.h>
#include <millrace/probe/code_places.h>

namespace millrace::viewer {

/// Places in the source for calls in a process, looked up by a thread of its own: the first look into a
/// program takes a tenth of a second and more, a frame has eight milliseconds.
class place_names {
 public:
  explicit place_names(pid_t process);
  ~place_names();
  place_names(const place_names&) = delete;
  place_names& operator=(const place_names&) = delete;

  /// "file:line", or empty as long as it is not known. Never waits for the looking up.
  std::string of(const probe::code_list& path);

 private:
  void look_up();

  probe::code_places places_;  // of the looking thread
  std::mutex mutex_;
  std::condition_variable asked_;
  std::set<probe::code_list> wanted_;              // guarded by mutex_
  std::map<probe::code_list, std::string> known_;  // guarded by mutex_
  bool over_ = false;                              // guarded by mutex_
  std::thread looking_;
};

}  // namespace millrace::viewer
