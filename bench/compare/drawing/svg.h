#pragma once

#include <string>
#include <string_view>

#include "drawing/picture.h"

namespace millrace::compare {

/// Text that can stand in HTML and SVG, in attributes too.
std::string escaped(std::string_view text);

/// A picture to stand within HTML that has the style.
std::string svg_within_html(const picture& of);
/// A picture as a file of its own.
std::string svg_file(const picture& of);

/// The class that colours what belongs to a candidate: c0 to c6.
std::string colour_class(std::size_t candidate);

/// What those classes look like, in light and dark.
std::string picture_style();

}  // namespace millrace::compare
