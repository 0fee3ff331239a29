#include "drawing/picture.h"

namespace millrace::compare {

void picture::line(double x1, double y1, double x2, double y2, const look& as) {
  shapes_.push_back({shape::kind::line, {{x1, y1}, {x2, y2}}, 0, anchor::start, "", as});
}

void picture::rectangle(double x, double y, double width, double height, const look& as) {
  shapes_.push_back({shape::kind::rectangle, {{x, y}, {x + width, y + height}}, 0, anchor::start, "", as});
}

void picture::circle(double x, double y, double radius, const look& as) {
  shapes_.push_back({shape::kind::circle, {{x, y}}, radius, anchor::start, "", as});
}

void picture::path(const points& along, const look& as) {
  if (!along.empty()) shapes_.push_back({shape::kind::path, along, 0, anchor::start, "", as});
}

void picture::text(double x, double y, anchor to, std::string_view words, const look& as) {
  shapes_.push_back({shape::kind::text, {{x, y}}, 0, to, std::string(words), as});
}

}  // namespace millrace::compare
