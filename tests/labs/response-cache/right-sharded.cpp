// right: shards with a mutex each
// Serves pages, and renders each of them only once.
//   GET /page/{name}  the page, from the cache or else from the renderer
#include <array>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include <millrace/http/app.h>

namespace http = millrace::http;

class page_cache {
 public:
  std::optional<std::string> find(const std::string& name) {
    shard& home = home_of(name);
    const std::lock_guard lock(home.mutex);
    const auto page = home.pages.find(name);
    if (page == home.pages.end()) return std::nullopt;
    return page->second;
  }

  void insert(const std::string& name, std::string page) {
    shard& home = home_of(name);
    const std::lock_guard lock(home.mutex);
    home.pages.insert_or_assign(name, std::move(page));
  }

 private:
  struct shard {
    std::mutex mutex;
    std::unordered_map<std::string, std::string> pages;  // guarded by mutex
  };
  shard& home_of(const std::string& name) { return shards_[std::hash<std::string>{}(name) % shards_.size()]; }
  std::array<shard, 8> shards_;
};

void service(http::app& app) {
  const http::client renderer = app.upstream("renderer");
  page_cache cache;

  app.get("/page/{name}", [&](const http::request& request) {
    const std::string name = request.param("name");
    if (auto page = cache.find(name)) return http::response::text(*page);

    std::string page = renderer.get("/render/" + name).body;
    cache.insert(name, page);
    return http::response::text(std::move(page));
  });

  app.run();
}
