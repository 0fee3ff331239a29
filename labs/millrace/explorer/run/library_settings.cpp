#include "run/library_settings.h"

#include <clocale>
#include <locale>
#include <unistd.h>

namespace millrace::explorer {
namespace {

bool is_same(const char* a, const char* b) {
  while (*a != 0 && *a == *b) {
    ++a;
    ++b;
  }
  return *a == *b;
}

void text_of(char* into, std::size_t room, const char* text) {
  for (; *text != 0 && room > 1; --room) *into++ = *text++;
  *into = 0;
}

/// glibc's getopt takes 0 for a program that begins anew, and counts from 1 then.
void read_options_anew() {
  char name[] = "";
  char* words[] = {name, nullptr};
  optind = 0;
  getopt(1, words, "");
}

}  // namespace

void library_settings::keep() {
  static_cast<void>(std::locale::classic());
  new (locale_) std::locale();
  text_of(c_locale_, sizeof c_locale_, std::setlocale(LC_ALL, nullptr));
  environment_ = environ;
  while (variables_ < most_variables && environ != nullptr && environ[variables_] != nullptr) ++variables_;
  for (std::size_t i = 0; i < variables_; ++i) variable_[i] = environ[i];
  options_read_ = optind;
  on_terminate_ = std::get_terminate();
  on_no_memory_ = std::get_new_handler();
  resource_ = std::pmr::get_default_resource();
}

void library_settings::restore() const {
  environ = environment_;
  // What is set anew or taken out is so in the array that was there first.
  for (std::size_t i = 0; i < variables_; ++i) environ[i] = variable_[i];
  if (optind != options_read_) read_options_anew();
  const auto& locale = *reinterpret_cast<const std::locale*>(locale_);
  if (std::locale() != locale) std::locale::global(locale);
  if (!is_same(std::setlocale(LC_ALL, nullptr), c_locale_)) std::setlocale(LC_ALL, c_locale_);
  if (std::get_terminate() != on_terminate_) std::set_terminate(on_terminate_);
  if (std::get_new_handler() != on_no_memory_) std::set_new_handler(on_no_memory_);
  if (std::pmr::get_default_resource() != resource_) std::pmr::set_default_resource(resource_);
}

}  // namespace millrace::explorer
