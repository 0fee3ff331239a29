// Of a function's whole name one reads its last two words.
#include "exploration/call_name.h"

#include <gtest/gtest.h>

namespace millrace::tutor {
namespace {

TEST(call_name, leaves_out_templates_arguments_and_results) {
  EXPECT_EQ(call_name("main"), "main");
  EXPECT_EQ(call_name("put(int)"), "put");
  EXPECT_EQ(call_name("void millrace::channel<long>::send(long, std::source_location)"), "channel::send");
  EXPECT_EQ(call_name("std::map<int, std::vector<int, std::allocator<int> > >::find(int const&) const"),
            "map::find");
  EXPECT_EQ(call_name("std::__cxx11::basic_string<char>::_M_data[abi:cxx11]() const"),
            "basic_string::_M_data");
  EXPECT_EQ(call_name("std::pair<int, int> shop::(anonymous namespace)::split<int>(int)"), "shop::split");
}

TEST(call_name, keeps_the_signs_of_operators) {
  EXPECT_EQ(call_name("std::map<int, int>::operator[](int&&)"), "map::operator[]");
  EXPECT_EQ(call_name("std::unique_ptr<int, std::default_delete<int> >::operator->() const"),
            "unique_ptr::operator->");
  EXPECT_EQ(call_name("std::ostream& std::operator<< <char>(std::ostream&, char)"), "std::operator<<");
  EXPECT_EQ(call_name("bool std::operator< <char>(int, int)"), "std::operator<");
  EXPECT_EQ(call_name("shop::price::operator()(int)"), "price::operator()");
  EXPECT_EQ(call_name("std::string std::operator+<char, std::allocator<char> >(char const*)"),
            "std::operator+");
  EXPECT_EQ(call_name("bool std::operator==<int, std::allocator<int> >(int)"), "std::operator==");
  EXPECT_EQ(call_name("shop::cooperator(int)"), "shop::cooperator");
}

TEST(call_name, says_lambda) {
  EXPECT_EQ(call_name("main::{lambda()#1}::operator()() const"), "main::lambda");
  EXPECT_EQ(call_name("shop::sell(int)::{lambda(int, std::pair<int, int>)#2}::operator()(int, std::pair<int, "
                      "int>) const"),
            "sell::lambda");
}

}  // namespace
}  // namespace millrace::tutor
