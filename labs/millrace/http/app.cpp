#include <utility>

#include <millrace/http/app.h>
#include <millrace/http/engine.h>

namespace millrace::http {

app::app(std::unique_ptr<engine> served_by) : engine_(std::move(served_by)) {}
app::~app() = default;

void app::get(std::string_view pattern, handler answer) {
  engine_->add("GET", pattern, std::move(answer));
}
void app::post(std::string_view pattern, handler answer) {
  engine_->add("POST", pattern, std::move(answer));
}
void app::put(std::string_view pattern, handler answer) {
  engine_->add("PUT", pattern, std::move(answer));
}
void app::remove(std::string_view pattern, handler answer) {
  engine_->add("DELETE", pattern, std::move(answer));
}

client app::upstream(std::string_view name) const {
  return client(engine_->upstream(name));
}
long app::long_setting(std::string_view name, long otherwise) const {
  return engine_->setting(name, otherwise);
}

void app::run() {
  engine_->run();
}
void app::run_with_threads(int threads) {
  engine_->run_with_threads(threads);
}

}  // namespace millrace::http
