#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace millrace::compare {

/// How a shape is painted; which colours that means is for who draws it.
enum class paint {
  rule,    ///< a fine line of an axis
  one,     ///< where nothing changes: dashed
  line,    ///< in the candidate's colour, as all from here to box
  thick,   ///< an interval
  dot,     ///< a value, translucent
  mark,    ///< a filled circle or square
  hollow,  ///< an open circle
  area,    ///< a translucent area
  box,     ///< a translucent area with an outline
  text,
  faint,  ///< text of second rank
  strong  ///< bold text
};

/// Numbers of an axis exist twice: the reader sees one of them.
enum class shown { always, absolute, relative };

constexpr std::size_t nobody = std::numeric_limits<std::size_t>::max();

struct look {
  paint as = paint::text;
  std::size_t candidate = nobody;  ///< whose colour
  std::string tip = {};            ///< what is said when the mouse is over it
  bool unsure = false;             ///< pale
  shown when = shown::always;
};

enum class anchor { start, middle, end };

using points = std::vector<std::pair<double, double>>;

struct shape {
  enum class kind { line, rectangle, circle, path, text };
  kind what = kind::line;
  points at;          ///< ends, two corners, middle, all points, the begin of the base line
  double radius = 0;  ///< of a circle
  anchor to = anchor::start;
  std::string words;
  look as;
};

/// Shapes in the order in which they are painted, origin at the top left. The report makes SVG of it, the
/// viewer draws it.
class picture {
 public:
  /// `says`: what is to be seen, for those who do not see it.
  picture(double width, double height, std::string_view says) : width_(width), height_(height), says_(says) {}

  void line(double x1, double y1, double x2, double y2, const look& as);
  void rectangle(double x, double y, double width, double height, const look& as);
  void circle(double x, double y, double radius, const look& as);
  /// A line through points, or the area within them, as `as` says.
  void path(const points& along, const look& as);
  void text(double x, double y, anchor to, std::string_view words, const look& as);

  double width() const { return width_; }
  double height() const { return height_; }
  const std::string& says() const { return says_; }
  const std::vector<shape>& shapes() const { return shapes_; }

 private:
  double width_;
  double height_;
  std::string says_;
  std::vector<shape> shapes_;
};

}  // namespace millrace::compare
