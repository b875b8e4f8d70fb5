(defn last-of [items]
  (nth items (count items)))

(require '[clojure.test :refer [deftest is run-test]])

(deftest test-last-of
  (is (= (last-of [1 2 3]) 3)))

(run-test test-last-of)
