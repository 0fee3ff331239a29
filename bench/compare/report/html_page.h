#pragma once

#include <string>
#include <string_view>

namespace millrace::compare {

/// What makes the page look, and what makes it answer.
std::string_view page_style();
std::string_view page_script();

/// A whole page around its content.
std::string page(std::string_view title, std::string_view content);

}  // namespace millrace::compare
