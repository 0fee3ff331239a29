// cheat (outcome): different pages are rendered side by side
// Serves pages, and renders each of them only once.
//   GET /page/{name}  the page, from the cache or else from the renderer
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include <millrace/http/app.h>

namespace http = millrace::http;

class page_cache {
 public:
  std::optional<std::string> find(const std::string& name) const {
    const std::shared_lock reading(mutex_);
    const auto page = pages_.find(name);
    if (page == pages_.end()) return std::nullopt;
    return page->second;
  }

  void insert(const std::string& name, std::string page) {
    const std::unique_lock writing(mutex_);
    pages_.insert_or_assign(name, std::move(page));
  }

 private:
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, std::string> pages_;  // guarded by mutex_
};

void service(http::app& app) {
  const http::client renderer = app.upstream("renderer");
  page_cache cache;

  app.get("/page/{name}", [&](const http::request& request) {
    static std::mutex one_at_a_time;
    const std::lock_guard alone(one_at_a_time);
    const std::string name = request.param("name");
    if (auto page = cache.find(name)) return http::response::text(*page);

    std::string page = renderer.get("/render/" + name).body;
    cache.insert(name, page);
    return http::response::text(std::move(page));
  });

  app.run();
}
