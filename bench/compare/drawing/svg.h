#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace millrace::compare {

/// Text that can stand in HTML and SVG, in attributes too.
std::string escaped(std::string_view text);

/// How an element looks (classes of the style below), and what is said when the mouse is over it.
struct look {
  std::string classes;
  std::string tip;
};

/// A picture. Colours are classes: `c0` to `c6` are the candidates', `line`, `area`, `dot` say what is
/// painted.
class svg {
 public:
  /// `says`: what is to be seen, for those who do not see it.
  svg(double width, double height, std::string_view says);

  void line(double x1, double y1, double x2, double y2, const look& as);
  void rectangle(double x, double y, double width, double height, const look& as);
  void circle(double x, double y, double radius, const look& as);
  /// A line through points; closed, it is an area.
  void path(const std::vector<std::pair<double, double>>& points, bool closed, const look& as);
  /// `anchor`: start, middle or end.
  void text(double x, double y, std::string_view anchor, std::string_view words, const look& as);

  /// To stand within HTML that has the style.
  std::string within_html() const;
  /// To be a file of its own.
  std::string file() const;

 private:
  void element(const std::string& begin, const look& as);

  double width_;
  double height_;
  std::string says_;
  std::string body_;
};

/// Colours of pictures, light and dark.
std::string picture_style();

}  // namespace millrace::compare
