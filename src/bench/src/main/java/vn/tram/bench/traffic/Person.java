package vn.tram.bench.traffic;

import vn.tram.bench.traffic.Citizen.Turn;

/** Where one visitor stands. Times in seconds of the day that is played. One thread. */
final class Person {
    private final Citizen plan;
    private Turn turn;
    private double left;
    private double endsAt;
    private double backAt = Double.POSITIVE_INFINITY;
    private double returnsAt = Double.POSITIVE_INFINITY;
    private boolean cameBack;

    Person(Citizen plan) {
        this.plan = plan;
        this.turn = plan.turn();
        this.left = plan.service();
    }

    /**
     * The call at which the person gets up; 0 never.
     *
     * @param hurried the box's rules take so much of a fast day that only a few may be slow to come
     */
    int answersCall(boolean hurried) {
        boolean slowAllowed = !hurried || (int) plan.arrivesAt() % 8 == 0;
        return cameBack || !slowAllowed ? 1 : plan.answersCall();
    }

    Turn turn() {
        return turn;
    }

    /** From now on nothing special happens. */
    void straight() {
        turn = Turn.STRAIGHT;
    }

    /** Takes a seat at the counter; returns in how many seconds something happens. */
    double sits(double now) {
        backAt = Double.POSITIVE_INFINITY;
        endsAt = now + left;
        return turn == Turn.STRAIGHT ? left : left / 2;
    }

    double endsAt() {
        return endsAt;
    }

    void goesToCopy(double back) {
        turn = Turn.STRAIGHT;
        left = left / 2;
        backAt = back;
    }

    double backAt() {
        return backAt;
    }

    void wasAbsent(double comesBackAt) {
        returnsAt = comesBackAt;
    }

    double returnsAt() {
        return returnsAt;
    }

    void returned() {
        cameBack = true;
        returnsAt = Double.POSITIVE_INFINITY;
    }
}
