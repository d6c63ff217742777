package dev.allot.study;

/** Hears how far a study is. Called from any thread. */
public interface Progress {
    /** Nobody listens. */
    Progress SILENT = new Progress() {
        @Override
        public void expect(int steps) {}

        @Override
        public void step() {}

        @Override
        public void note(String line) {}
    };

    /** So many more steps, evaluations and solves, are to come. */
    void expect(int steps);

    /** One step is done. */
    void step();

    /** Something that whoever runs the study has to know, in one line. */
    void note(String line);
}
