#pragma once

namespace millrace::viewer {

/// The time machine's hand: which moment is shown, and how it moves on. Times are seconds of the axis that
/// all tracks share.
class playhead {
 public:
  static constexpr double slowest = 0.001;
  static constexpr double fastest = 10;

  bool live() const { return live_; }
  bool paused() const { return paused_; }
  double speed() const { return speed_; }
  double at() const { return at_; }

  /// Follows the newest moment.
  void go_live();
  void pause();
  /// From where it stands, at its speed.
  void play();
  void toggle() { paused_ ? play() : pause(); }
  /// Clamped to slowest and fastest.
  void set_speed(double times);
  /// Shows `when`; stays paused if it was, and is no longer live.
  void seek(double when);

  /// `seconds` have passed on the wall; [begin, end] is what is known. It cannot leave that range: the past
  /// is forgotten under a hand that stands still, and a hand that has caught up with the present is live
  /// again.
  void advance(double seconds, double begin, double end);

 private:
  bool live_ = true;
  bool paused_ = false;
  double speed_ = 1;
  double at_ = 0;
};

}  // namespace millrace::viewer
