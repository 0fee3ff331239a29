// right: a lock of the C library that lets a waiting writer go first
// Passes readers on to the archive that is in use.
//   GET /page/{name}  the page, from the archive in use
//   PUT /archive      200 once readers are served from the archive that the body names
#include <mutex>
#include <pthread.h>
#include <shared_mutex>
#include <string>

#include <millrace/http/app.h>

namespace http = millrace::http;

class writer_first_lock {
 public:
  writer_first_lock() {
    pthread_rwlockattr_t how;
    pthread_rwlockattr_init(&how);
    pthread_rwlockattr_setkind_np(&how, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
    pthread_rwlock_init(&lock_, &how);
    pthread_rwlockattr_destroy(&how);
  }
  ~writer_first_lock() { pthread_rwlock_destroy(&lock_); }
  writer_first_lock(const writer_first_lock&) = delete;
  writer_first_lock& operator=(const writer_first_lock&) = delete;

  void lock() { pthread_rwlock_wrlock(&lock_); }
  void unlock() { pthread_rwlock_unlock(&lock_); }
  void lock_shared() { pthread_rwlock_rdlock(&lock_); }
  void unlock_shared() { pthread_rwlock_unlock(&lock_); }

 private:
  pthread_rwlock_t lock_;
};

void service(http::app& app) {
  const http::client archives = app.upstream("archives");
  writer_first_lock mutex;
  std::string in_use = "main";  // guarded by mutex

  app.get("/page/{name}", [&](const http::request& request) {
    const std::shared_lock lock(mutex);
    return http::response::text(archives.get("/" + in_use + "/" + request.param("name")).body);
  });

  app.put("/archive", [&](const http::request& request) {
    const std::unique_lock lock(mutex);
    in_use = request.body;
    return http::response::text("in use\n");
  });

  app.run();
}
